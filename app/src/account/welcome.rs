//! The front door: three ways in, and in the demo school a sign-in for each role.

use leptos::prelude::*;

use super::demo::DemoSignIns;
use crate::{
    parts::{frame::FamilyFrame, icon::Icon, page::page},
    school::school,
    text::text,
};

#[component]
pub fn Welcome() -> impl IntoView {
    page(async { school()?.demo_sign_ins().await }, |demo| {
        view! {
            <FamilyFrame title=text("welcome-title")>
                <h1>{text("welcome-heading")}</h1>
                <p class="lead">{text("welcome-lead")}</p>
                <ul class="lessons" role="list">
                    <Door href="/s/sign-in" icon="users" key="door-student" />
                    <Door href="/sign-in" icon="present" key="door-staff" />
                    <Door href="/families" icon="book-open" key="door-family" />
                    <Door href="/help" icon="help" key="door-help" />
                </ul>
                <DemoSignIns demo />
            </FamilyFrame>
        }
    })
}

#[component]
fn Door(href: &'static str, icon: &'static str, key: &'static str) -> impl IntoView {
    view! {
        <li class="lesson">
            <span class="lesson-number" aria-hidden="true"><Icon name=icon /></span>
            <a class="lesson-title" href=href>{text(key)}</a>
            <p class="lesson-note">{text(&format!("{key}-note"))}</p>
        </li>
    }
}
