//! Another machine becomes the projector of one live class, by a code that its teacher reads out.

use std::sync::Arc;

use app::error::Error as Told;
use axum::{
    extract::State,
    http::{HeaderMap, header},
    response::Response,
};
use uuid::Uuid;

use super::form::{Form, see_other, with};
use crate::{
    entity::projector, keys::token_hash, shared::Shared, sign_in::code, visit::cookie::Cookie,
};

/// Pairs the machine that typed a code.
pub async fn pair(State(shared): State<Arc<Shared>>, form: Form) -> Response {
    let typed = code::typed_join_code(form.value("code"));
    let token = code::token();
    let (typed, hash, now) = (token_hash(&typed), token_hash(&token), shared.now());
    let paired = shared
        .db
        .write(move |tx| async move { projector::pair(&tx, &typed, hash, now).await })
        .await;
    match paired {
        Ok(true) => {
            let cookie = Cookie::Projector.set(&token, &shared.entrance);
            with(see_other("/projector"), header::SET_COOKIE, cookie)
        }
        Ok(false) => {
            let reason = "This code does not fit. It works once, and for ten minutes.";
            form.refused(Told::invalid("code", reason)).await
        }
        Err(error) => form.refused(error).await,
    }
}

/// The live class that the machine with this cookie projects.
pub async fn paired(shared: &Shared, headers: &HeaderMap) -> Option<Uuid> {
    let token = Cookie::Projector.read(headers, &shared.entrance)?;
    let live = projector::live_class_of(shared.db.read(), &token_hash(&token), shared.now()).await;
    match live {
        Ok(live) => live.map(|live| live.id),
        Err(error) => {
            tracing::error!(%error, "a projector could not be looked up");
            None
        }
    }
}
