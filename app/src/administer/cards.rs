//! Login cards to print and cut: one student's way in each.

use leptos::prelude::*;

use crate::{
    parts::{
        frame::StaffFrame,
        icon::Icon,
        page::{page, param},
        qr::{Qr, QrCode, qr},
    },
    school::{
        administering::{LoginCard, LoginCards},
        school,
    },
    teach::crumbs::Crumbs,
};

#[component]
pub fn Cards() -> impl IntoView {
    let section = param("section");
    page(async move { school()?.login_cards(&section).await }, cards)
}

fn cards(page: LoginCards) -> impl IntoView {
    let LoginCards {
        class,
        slug,
        class_code,
        address,
        cards,
    } = page;
    let empty = cards.is_empty();
    let address = address.trim_end_matches('/').to_owned();
    let qr = qr(&format!("{address}/s/sign-in?class={class_code}"));
    let plain = address
        .split_once("://")
        .map_or(address.as_str(), |(_, host)| host);
    let how = format!("Go to {plain}/s and type both codes.");
    let rows = cards
        .into_iter()
        .map(|student| card(student, &class_code, &how, qr.as_ref()));
    let rows = rows.collect_view();
    let way = vec![(
        format!("/school/classes/{slug}"),
        format!("Students of {class}"),
    )];
    view! {
        <StaffFrame title=format!("Cards of {class}")>
            <div class="stack no-print">
                <Crumbs way />
                <div class="row">
                    <h1>{format!("Cards of {class}")}</h1>
                    <button class="button" data-kind="main" data-push="end" type="button" data-print>
                        <Icon name="printer" />
                        "Print"
                    </button>
                </div>
                <p class="soft measure">
                    "Cut along the dashed lines. A card is a key: hand it out, collect it after class, and shred the sheet."
                </p>
                {empty.then(|| view! { <p>"There are no students in this class yet."</p> })}
            </div>
            <ul class="cards" role="list">{rows}</ul>
        </StaffFrame>
    }
}

fn card(student: LoginCard, code: &str, how: &str, qr: Option<&Qr>) -> impl IntoView + use<> {
    let qr = qr.map(|qr| {
        view! { <QrCode qr=qr.clone() label="The sign-in page with the class code, for a camera" /> }
    });
    view! {
        <li class="card">
            <p class="card-name">{student.name}</p>
            <dl>
                <div><dt>"Class code"</dt><dd>{code.to_owned()}</dd></div>
                <div><dt>"Your own code"</dt><dd>{student.own_code}</dd></div>
            </dl>
            {qr}
            <p class="card-how">{how.to_owned()}</p>
        </li>
    }
}
