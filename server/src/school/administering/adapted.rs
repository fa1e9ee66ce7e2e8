//! The lessons that the school has adapted, and what has changed since in those that are shipped.

use app::school::administering::AdaptedPage;

use crate::{error::Result, visit::Visit};

pub async fn page(visit: &Visit, slug: &str) -> Result<AdaptedPage> {
    let school = visit.administrator_of(slug).await?;
    Ok(AdaptedPage {
        lessons: visit.shared().adapted.clone(),
        org: school.slug,
        school: school.name,
    })
}
