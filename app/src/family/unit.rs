//! A band's own page: its sequence, its letter, its refresh.

use leptos::prelude::*;
use lessons::course::Band;

use crate::{
    error::Error,
    parts::{
        frame::{FamilyCrumbs, FamilyFrame, Written},
        page::{page, param},
    },
    school::{families::FamilyUnitPage, school},
};

#[component]
pub fn UnitView() -> impl IntoView {
    let band = param("band").parse::<Band>();
    let question = async move {
        let band = band.map_err(|_| Error::NotFound)?;
        school()?.family_unit(band).await
    };
    page(question, |unit: FamilyUnitPage| {
        view! {
            <FamilyFrame title=unit.title.clone() written=Written { lang: unit.lang, dir: unit.dir }>
                <FamilyCrumbs />
                <h1>{unit.title}</h1>
                <div class="prose" inner_html=unit.html></div>
            </FamilyFrame>
        }
    })
}
