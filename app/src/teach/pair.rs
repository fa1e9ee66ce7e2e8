//! The code by which another machine becomes the projector.

use leptos::prelude::*;

use super::crumbs::Crumbs;
use crate::{
    parts::{
        frame::StaffFrame,
        page::{number, page, param},
    },
    school::{live::Pairing, school},
};

#[component]
pub fn PairingCode() -> impl IntoView {
    let (section, number) = (param("section"), number("number"));
    let back = format!("/teach/classes/{section}/{number}/live");
    page(
        async move { school()?.pairing_code(&section, number).await },
        move |Pairing { code, address }| {
            let address = address.trim_end_matches('/');
            let host = address.split_once("://").map_or(address, |(_, host)| host);
            let projector = format!("{host}/projector");
            view! {
                <StaffFrame title="Use another machine as the projector" width="narrow">
                    <Crumbs way=vec![(back.clone(), "Console".into())] />
                    <h1>"Use another machine as the projector"</h1>
                    <ol>
                        <li>"On that machine, open " <strong>{projector}</strong> "."</li>
                        <li>"Type this code. It works once, and for ten minutes."</li>
                    </ol>
                    <p class="pairing-code">{code}</p>
                    <p><a class="button" data-kind="main" href=back>"Back to the console"</a></p>
                </StaffFrame>
            }
        },
    )
}
