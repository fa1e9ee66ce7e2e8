//! Addresses of the files in the assets folder. Their names carry a hash of their bytes, so that a
//! browser may keep them for ever.

use std::{collections::BTreeMap, sync::Arc};

use leptos::prelude::*;

/// Plain name → name with hash; the server gives it into each request's context.
#[derive(Clone, Debug, Default)]
pub struct Assets(pub Arc<BTreeMap<String, String>>);

/// Where the file is to be had: `/assets/style.3fa9c1.css`.
pub fn asset(name: &str) -> String {
    let assets = use_context::<Assets>().unwrap_or_default();
    let name = assets.0.get(name).map_or(name, String::as_str);
    format!("/assets/{name}")
}

/// Loads the wasm of the page's islands; stands on no page without one.
#[component]
pub fn Islands() -> impl IntoView {
    view! {
        <script
            type="module"
            src=asset("islands.js")
            data-js=asset("groundwork.js")
            data-wasm=asset("groundwork_bg.wasm")
        ></script>
    }
}
