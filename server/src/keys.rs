//! The server's secret: 32 bytes in a file that only its user may read. From it come the keys
//! that find and seal students' codes, shuffle checks, and hide what sign-in counts.

use std::{
    fs::{self, File, OpenOptions},
    io::{self, Write},
    path::Path,
};

use chacha20poly1305::{
    ChaCha20Poly1305, Key, KeyInit, Nonce,
    aead::{Aead, Payload},
};
use hmac::{Hmac, Mac};
use sha2::{Digest, Sha256};
use uuid::Uuid;

use crate::error::{Error, Result};

const BYTES: usize = 32;
const NONCE_BYTES: usize = 12;
/// Of SHA-256.
const BLOCK: usize = 64;

/// The keys of this server; all servers of one district share the file.
#[derive(Clone)]
pub struct Keys {
    codes: [u8; BYTES],
    seals: [u8; BYTES],
    shuffles: [u8; BYTES],
    counts: [u8; BYTES],
}

impl Keys {
    /// Reads the file.
    ///
    /// # Errors
    /// A sentence that says what is wrong with the file and what to do.
    pub fn read(file: &Path) -> Result<Self, String> {
        let place = file.display();
        let bytes = fs::read(file).map_err(|error| {
            format!("The key file {place} cannot be read ({error}). Put its copy back there.")
        })?;
        let secret: [u8; BYTES] = bytes.try_into().map_err(|_| {
            format!("The key file {place} is damaged: it must hold 32 bytes. Put its copy back.")
        })?;
        close_to_others(file).map_err(|error| {
            format!("The key file {place} cannot be closed to others ({error}).")
        })?;
        Ok(Self::from_secret(&secret))
    }

    /// Makes a new secret where there is no file yet.
    ///
    /// # Errors
    /// A sentence that says why it cannot be written.
    pub fn make(file: &Path) -> Result<Self, String> {
        let secret: [u8; BYTES] = rand::random();
        write_new(file, &secret).map_err(|error| {
            format!(
                "The key file {} cannot be written ({error}). Choose another folder with --data.",
                file.display()
            )
        })?;
        Ok(Self::from_secret(&secret))
    }

    /// The keys that come from a secret.
    pub fn from_secret(secret: &[u8; BYTES]) -> Self {
        let key = |purpose: &str| keyed(secret, &[purpose.as_bytes()]);
        Self {
            codes: key("own codes"),
            seals: key("sealed codes"),
            shuffles: key("shuffled checks"),
            counts: key("counted sign-ins"),
        }
    }

    /// What finds a student's own code in a section.
    pub fn own_code(&self, section: Uuid, code: &str) -> String {
        hex(&keyed(&self.codes, &[section.as_bytes(), code.as_bytes()]))
    }

    /// Seals a text, so that it can be printed again by whoever has the key and knows `place`.
    pub fn seal(&self, place: Uuid, text: &str) -> Result<Vec<u8>> {
        let nonce: [u8; NONCE_BYTES] = rand::random();
        let payload = Payload {
            msg: text.as_bytes(),
            aad: place.as_bytes(),
        };
        let sealed = self
            .cipher()
            .encrypt(&Nonce::from(nonce), payload)
            .map_err(|_| Error::broken("a code could not be sealed"))?;
        Ok([&nonce[..], &sealed].concat())
    }

    /// Opens what [`Self::seal`] closed at the same `place`.
    ///
    /// # Errors
    /// It was sealed with another key or for another place, or is damaged.
    pub fn unseal(&self, place: Uuid, sealed: &[u8]) -> Result<String> {
        let broken = || Error::broken("a sealed code does not open: is this the right key file?");
        let (nonce, sealed) = sealed
            .split_first_chunk::<NONCE_BYTES>()
            .ok_or_else(broken)?;
        let payload = Payload {
            msg: sealed,
            aad: place.as_bytes(),
        };
        let text = self
            .cipher()
            .decrypt(&Nonce::from(*nonce), payload)
            .map_err(|_| broken())?;
        String::from_utf8(text).map_err(|_| broken())
    }

    fn cipher(&self) -> ChaCha20Poly1305 {
        ChaCha20Poly1305::new(&Key::from(self.seals))
    }

    /// An opaque text in place of `text`, the same every time within `place`. Sorting by it
    /// shuffles.
    pub fn opaque(&self, place: &str, text: &str) -> String {
        let bytes = keyed(&self.shuffles, &[place.as_bytes(), text.as_bytes()]);
        hex(&bytes[..12])
    }

    /// What sign-in counts under, instead of an account or a browser.
    pub fn counted(&self, parts: &[&str]) -> String {
        let parts: Vec<&[u8]> = parts.iter().map(|part| part.as_bytes()).collect();
        hex(&keyed(&self.counts, &parts)[..16])
    }
}

/// SHA-256 of a token that is kept only in a cookie or a link.
pub fn token_hash(token: &str) -> Vec<u8> {
    Sha256::digest(token.as_bytes()).to_vec()
}

/// A keyed hash of several parts; their lengths are hashed too, so that they cannot run together.
fn keyed(key: &[u8; BYTES], parts: &[&[u8]]) -> [u8; BYTES] {
    // Filled up to a block, as the hash does by itself; so a key of the wrong size cannot be given.
    let mut block = [0; BLOCK];
    block[..BYTES].copy_from_slice(key);
    let mut mac = <Hmac<Sha256> as KeyInit>::new(&block.into());
    for part in parts {
        mac.update(&(part.len() as u64).to_be_bytes());
        mac.update(part);
    }
    mac.finalize().into_bytes().into()
}

pub fn hex(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 16] = b"0123456789abcdef";
    let digit = |four: u8| char::from(DIGITS[usize::from(four & 15)]);
    bytes
        .iter()
        .flat_map(|byte| [digit(byte >> 4), digit(*byte)])
        .collect()
}

fn write_new(file: &Path, secret: &[u8]) -> io::Result<()> {
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let mut written = options.open(file)?;
    written.write_all(secret)?;
    written.sync_all()?;
    // The name, too, must outlast a power cut: codes sealed with a lost key are lost.
    if let Some(folder) = file
        .parent()
        .filter(|folder| !folder.as_os_str().is_empty())
    {
        File::open(folder)?.sync_all()?;
    }
    Ok(())
}

#[cfg(unix)]
fn close_to_others(file: &Path) -> io::Result<()> {
    use std::os::unix::fs::PermissionsExt;
    let is = fs::metadata(file)?.permissions().mode();
    if is & 0o077 == 0 {
        return Ok(());
    }
    fs::set_permissions(file, fs::Permissions::from_mode(0o600))
}

#[cfg(not(unix))]
fn close_to_others(_: &Path) -> io::Result<()> {
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sealed_code_opens_only_in_its_own_place() {
        let keys = Keys::from_secret(&[7; 32]);
        let place = Uuid::from_u128(1);
        let sealed = keys.seal(place, "kfm7rt").unwrap();
        assert_eq!(keys.unseal(place, &sealed).unwrap(), "kfm7rt");
        assert!(keys.unseal(Uuid::from_u128(2), &sealed).is_err());
        assert!(Keys::from_secret(&[8; 32]).unseal(place, &sealed).is_err());
    }

    #[test]
    fn parts_cannot_run_together() {
        let keys = Keys::from_secret(&[7; 32]);
        assert_ne!(keys.counted(&["ab", "c"]), keys.counted(&["a", "bc"]));
    }

    #[test]
    fn a_key_file_is_made_once_and_read_again() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("groundwork.key");
        let made = Keys::make(&file).unwrap();
        assert_eq!(made.codes, Keys::read(&file).unwrap().codes);
        assert!(Keys::make(&file).is_err());
    }

    #[test]
    fn a_damaged_key_file_is_refused() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("groundwork.key");
        fs::write(&file, "short").unwrap();
        let refusal = Keys::read(&file).err().unwrap();
        assert!(refusal.contains("32 bytes"), "{refusal}");
    }
}
