//! Who works at a school, and the invitations that are on their way.

use leptos::prelude::*;

use super::fields::{Pick, TextField, problem, problems, role_name};
use crate::{
    parts::{
        dates::day,
        frame::StaffFrame,
        icon::Icon,
        page::{page, param},
    },
    school::{
        Posted,
        accounts::Role,
        administering::{InvitationRow, StaffPage, StaffRow},
        school,
    },
    teach::crumbs::school_crumbs,
};

#[component]
pub fn Staff() -> impl IntoView {
    let org = param("org");
    let posted = Posted::here().unwrap_or_default();
    page(async move { school()?.staff(&org).await }, move |page| {
        staff(page, &posted)
    })
}

fn staff(page: StaffPage, posted: &Posted) -> impl IntoView + use<> {
    let StaffPage {
        org,
        school,
        staff,
        invitations,
    } = page;
    let crumbs = school_crumbs(&org, &school);
    let link = (!posted.value("link").is_empty()).then(|| one_time_link(posted));
    let problems = problems(posted);
    let people = people(staff);
    let invited = (!invitations.is_empty()).then(|| invited(invitations));
    let invite = invite(&org, posted, link.is_some());
    view! {
        <StaffFrame title=format!("Staff of {school}")>
            {crumbs}
            <h1>"Staff"</h1>
            {link}
            {problems}
            {people}
            {invited}
            {invite}
        </StaffFrame>
    }
}

/// The link is kept as a hash only, so this is the one time it can be read.
fn one_time_link(posted: &Posted) -> AnyView {
    let words = match posted.value("name") {
        "" => "The invitation is made.".to_owned(),
        name => format!("The invitation for {name} is made."),
    };
    view! {
        <div class="message" role="status" data-kind="done">
            <Icon name="mail" />
            <div class="stack" data-gap="s">
                <p><strong>{words}</strong></p>
                <p>
                    "Send them this link. It works once, and it is shown only now: Groundwork sends no mail and keeps no copy."
                </p>
                <div class="field">
                    <label for="link">"One-time link"</label>
                    <input id="link" type="url" readonly value=posted.value("link").to_owned() data-width="l" />
                </div>
            </div>
        </div>
    }
    .into_any()
}

fn people(staff: Vec<StaffRow>) -> AnyView {
    let rows = staff.into_iter().map(|person| {
        let roles: Vec<_> = person.roles.into_iter().map(role_name).collect();
        view! {
            <tr>
                <th scope="row">{person.name}</th>
                <td data-label="Role">{roles.join(", ")}</td>
                <td data-label="E-mail">{person.email}</td>
            </tr>
        }
    });
    let rows = rows.collect_view();
    let content = if rows.is_empty() {
        view! { <p>"Nobody works here yet. Invite the first colleague below."</p> }.into_any()
    } else {
        view! {
            <table class="table" data-stack>
                <caption class="visually-hidden">"Staff of the school"</caption>
                <thead>
                    <tr>
                        <th scope="col">"Name"</th>
                        <th scope="col">"Role"</th>
                        <th scope="col">"E-mail"</th>
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        }
        .into_any()
    };
    view! {
        <section class="stack" aria-labelledby="here">
            <h2 id="here">"Who works here"</h2>
            {content}
        </section>
    }
    .into_any()
}

fn invited(invitations: Vec<InvitationRow>) -> AnyView {
    let rows = invitations.into_iter().map(|invitation| {
        view! {
            <tr>
                <th scope="row">{invitation.name}</th>
                <td data-label="E-mail">{invitation.email}</td>
                <td data-label="Role">{role_name(invitation.role)}</td>
                <td data-label="Until">{day(invitation.expires_on)}</td>
            </tr>
        }
    });
    view! {
        <section class="stack" aria-labelledby="invited">
            <h2 id="invited">"Invited"</h2>
            <table class="table" data-stack>
                <caption class="visually-hidden">"Invitations that have not been used"</caption>
                <thead>
                    <tr>
                        <th scope="col">"Name"</th>
                        <th scope="col">"E-mail"</th>
                        <th scope="col">"Role"</th>
                        <th scope="col">"Until"</th>
                    </tr>
                </thead>
                <tbody>{rows.collect_view()}</tbody>
            </table>
        </section>
    }
    .into_any()
}

/// After an invitation was made, the form is empty for the next one.
fn invite(org: &str, posted: &Posted, made: bool) -> AnyView {
    let value = |name: &str| {
        if made {
            String::new()
        } else {
            posted.value(name).to_owned()
        }
    };
    let roles = [
        ("teacher", Role::Teacher),
        ("counselor", Role::Counselor),
        ("school_administrator", Role::SchoolAdministrator),
    ];
    let roles = roles.map(|(value, role)| (value.to_owned(), role_name(role).to_owned()));
    view! {
        <section class="stack" aria-labelledby="invite">
            <h2 id="invite">"Invite someone"</h2>
            <form class="stack measure" method="post" action=format!("/school/{org}/staff")>
                <TextField
                    name="name"
                    label="Name"
                    about="As colleagues know them, for example Ms. Rivera"
                    required=true
                    value=value("name")
                    problem=problem(posted, "name")
                />
                <TextField
                    name="email"
                    label="E-mail"
                    about="They sign in with it"
                    kind="email"
                    required=true
                    value=value("email")
                    problem=problem(posted, "email")
                />
                <Pick
                    name="role"
                    label="Role"
                    options=roles.to_vec()
                    chosen=value("role")
                    problem=problem(posted, "role")
                />
                <button class="button" data-kind="main"><Icon name="mail" />"Make an invitation"</button>
            </form>
        </section>
    }
    .into_any()
}
