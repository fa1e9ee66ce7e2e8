//! An address as a square of dark and light, for a camera.

use fast_qr::{ECL, QRBuilder};
use leptos::prelude::*;

/// The square, as the path of its dark parts.
#[derive(Clone)]
pub struct Qr {
    size: usize,
    path: String,
}

/// Nothing for an address that is too long for one.
pub fn qr(address: &str) -> Option<Qr> {
    let code = QRBuilder::new(address).ecl(ECL::M).build().ok()?;
    let mut path = String::new();
    for row in 0..code.size {
        let mut column = 0;
        for run in code[row].chunk_by(|one, next| one.value() == next.value()) {
            if run[0].value() {
                path += &format!("M{column} {row}h{0}v1h-{0}z", run.len());
            }
            column += run.len();
        }
    }
    Some(Qr {
        size: code.size,
        path,
    })
}

#[component]
pub fn QrCode(qr: Qr, #[prop(into)] label: String) -> impl IntoView {
    let Qr { size, path } = qr;
    view! {
        <svg
            class="card-qr"
            viewBox=format!("0 0 {size} {size}")
            role="img"
            aria-label=label
            shape-rendering="crispEdges"
        >
            <path fill="currentColor" d=path></path>
        </svg>
    }
}
