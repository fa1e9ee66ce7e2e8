//! Sends the browser on after a server function has done its work.

/// Goes on to `path`; in the browser the response has done so already.
pub fn on(path: &str) {
    #[cfg(feature = "ssr")]
    leptos_axum::redirect(path);
    #[cfg(not(feature = "ssr"))]
    let _ = path;
}
