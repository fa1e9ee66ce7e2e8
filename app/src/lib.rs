//! What is seen: every page of Groundwork, and the questions a page may ask of the school.
//!
//! Pages are rendered on the server; only the islands in them reach the browser as wasm.

// A page's type nests as deep as its HTML, and computing its layout recurses through all of it.
#![recursion_limit = "512"]

use leptos::prelude::*;
use leptos_meta::{MetaTags, provide_meta_context};
use leptos_router::{
    SsrMode,
    components::{FlatRoutes, Route, Router},
    path,
};

pub mod account;
pub mod administer;
pub mod error;
pub mod family;
pub mod learn;
pub mod parts;
pub mod school;
pub mod teach;
pub mod text;

use crate::{
    account::{
        invitation::AcceptInvitation, sessions::Sessions, sign_in::StaffSignIn, welcome::Welcome,
    },
    administer::{
        adapted::AdaptedView, cards::Cards, completion::CompletionView, new_class::NewClass,
        opt_outs::OptOuts, readiness::Readiness, roster::Roster, routed::Routed,
        running::RunningView, schools::Schools, staff::Staff,
    },
    family::{family_lesson::FamilyLessonView, index::FamilyIndex, letter::Letter, unit::UnitView},
    learn::{
        ask::Ask, finished::Finished, help::HelpView, home::HomeView, lesson::LessonView,
        sign_in::StudentSignIn, step::StepView,
    },
    parts::{assets::asset, refusal::NotFound},
    teach::{
        class::ClassView,
        classes::Classes,
        close::CloseView,
        console::ConsoleView,
        guide::GuideView,
        history::HistoryView,
        make_ups::MakeUpsView,
        pair::PairingCode,
        print_pack::PrintPackView,
        project::Project,
        questions::QuestionsView,
        roll::RollView,
        stage::{PairedStage, StageView},
        steps::Steps,
        student_view::StudentView,
        tally::Tally,
        taught::TaughtForm,
    },
};

/// The HTML around every page.
pub fn shell() -> impl IntoView {
    // Without this every page counts as hydrating, and resources would be written into it.
    if let Some(shared) = Owner::current_shared_context() {
        shared.set_is_hydrating(false);
    }
    view! {
        <!DOCTYPE html>
        <html>
            <head>
                <meta charset="utf-8" />
                <meta name="viewport" content="width=device-width, initial-scale=1" />
                <meta name="color-scheme" content="light dark" />
                <meta name="robots" content="noindex" />
                <link rel="stylesheet" href=asset("style.css") />
                <link rel="icon" type="image/svg+xml" href=asset("favicon.svg") />
                <script defer src=asset("leave.js")></script>
                <MetaTags />
            </head>
            <body>
                <App />
            </body>
        </html>
    }
}

/// Every page, on one screen.
#[component]
pub fn App() -> impl IntoView {
    provide_meta_context();
    let mode = SsrMode::Async;
    view! {
        <Router>
            <FlatRoutes fallback=NotFound>
                <Route path=path!("/") view=Welcome ssr=mode.clone() />
                <Route path=path!("/sign-in") view=StaffSignIn ssr=mode.clone() />
                <Route path=path!("/invitation/:token") view=AcceptInvitation ssr=mode.clone() />
                <Route path=path!("/account") view=Sessions ssr=mode.clone() />
                <Route path=path!("/help") view=HelpView ssr=mode.clone() />

                <Route path=path!("/s/sign-in") view=StudentSignIn ssr=mode.clone() />
                <Route path=path!("/s") view=HomeView ssr=mode.clone() />
                <Route path=path!("/s/:section/:number") view=LessonView ssr=mode.clone() />
                <Route path=path!("/s/:section/:number/ask") view=Ask ssr=mode.clone() />
                <Route path=path!("/s/:section/:number/done") view=Finished ssr=mode.clone() />
                <Route path=path!("/s/:section/:number/:step") view=StepView ssr=mode.clone() />

                <Route path=path!("/teach") view=Classes ssr=mode.clone() />
                <Route path=path!("/teach/classes/:section") view=ClassView ssr=mode.clone() />
                <Route path=path!("/teach/classes/:section/history") view=HistoryView ssr=mode.clone() />
                <Route path=path!("/teach/classes/:section/make-ups") view=MakeUpsView ssr=mode.clone() />
                <Route path=path!("/teach/classes/:section/:number") view=Steps ssr=mode.clone() />
                <Route path=path!("/teach/classes/:section/:number/live") view=ConsoleView ssr=mode.clone() />
                <Route path=path!("/teach/classes/:section/:number/pair") view=PairingCode ssr=mode.clone() />
                <Route path=path!("/teach/classes/:section/:number/roll") view=RollView ssr=mode.clone() />
                <Route path=path!("/teach/classes/:section/:number/close") view=CloseView ssr=mode.clone() />
                <Route path=path!("/teach/classes/:section/:number/questions") view=QuestionsView ssr=mode.clone() />
                <Route path=path!("/teach/classes/:section/:number/taught") view=TaughtForm ssr=mode.clone() />
                <Route path=path!("/teach/classes/:section/:number/answers") view=Tally ssr=mode.clone() />
                <Route path=path!("/teach/lessons/:lesson/guide") view=GuideView ssr=mode.clone() />
                <Route path=path!("/teach/lessons/:lesson/print") view=PrintPackView ssr=mode.clone() />
                <Route path=path!("/teach/lessons/:lesson/student/:step") view=StudentView ssr=mode.clone() />
                <Route path=path!("/project/:section/:number") view=StageView ssr=mode.clone() />
                <Route path=path!("/projector") view=PairedStage ssr=mode.clone() />
                <Route path=path!("/project/:section/:number/:step") view=Project ssr=mode.clone() />

                <Route path=path!("/school") view=Schools ssr=mode.clone() />
                <Route path=path!("/school/:org") view=CompletionView ssr=mode.clone() />
                <Route path=path!("/school/:org/new-class") view=NewClass ssr=mode.clone() />
                <Route path=path!("/school/:org/lessons") view=AdaptedView ssr=mode.clone() />
                <Route path=path!("/school/:org/readiness") view=Readiness ssr=mode.clone() />
                <Route path=path!("/school/:org/now") view=RunningView ssr=mode.clone() />
                <Route path=path!("/school/:org/questions") view=Routed ssr=mode.clone() />
                <Route path=path!("/school/:org/staff") view=Staff ssr=mode.clone() />
                <Route path=path!("/school/classes/:section") view=Roster ssr=mode.clone() />
                <Route path=path!("/school/classes/:section/cards") view=Cards ssr=mode.clone() />
                <Route path=path!("/school/classes/:section/opt-outs") view=OptOuts ssr=mode.clone() />

                <Route path=path!("/families") view=FamilyIndex ssr=mode.clone() />
                <Route path=path!("/families/units/:band") view=UnitView ssr=mode.clone() />
                <Route path=path!("/families/lessons/:lesson") view=FamilyLessonView ssr=mode.clone() />
                <Route path=path!("/families/lessons/:lesson/letter") view=Letter ssr=mode />
            </FlatRoutes>
        </Router>
    }
}

/// Wakes the islands of a page in the browser.
#[cfg(feature = "hydrate")]
#[wasm_bindgen::prelude::wasm_bindgen]
pub fn hydrate() {
    leptos::mount::hydrate_islands();
}
