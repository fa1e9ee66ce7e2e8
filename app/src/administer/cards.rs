//! Login cards to print and cut: one student's way in each.

use fast_qr::{ECL, QRBuilder};
use leptos::prelude::*;

use crate::{
    parts::{
        frame::StaffFrame,
        icon::Icon,
        page::{page, param},
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
        let Qr { size, path } = qr.clone();
        view! {
            <svg
                class="card-qr"
                viewBox=format!("0 0 {size} {size}")
                role="img"
                aria-label="The sign-in page with the class code, for a camera"
                shape-rendering="crispEdges"
            >
                <path fill="currentColor" d=path></path>
            </svg>
        }
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

/// A square of dark and light, as the path of its dark parts.
#[derive(Clone)]
struct Qr {
    size: usize,
    path: String,
}

/// The class's own address for a camera; every card of a class has the same, and no own code in it.
fn qr(address: &str) -> Option<Qr> {
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
