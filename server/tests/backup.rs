//! A copy made while the server writes, and put back.

use sea_orm::{EntityTrait, PaginatorTrait};
use serde_json::json;
use server::{
    backup::{backup, restore},
    db::{Address, Db, Openness},
    entity::{person, setting},
    serve::Place,
};

use crate::school::{TestSchool, is_postgres, world};

#[tokio::test]
async fn a_copy_holds_what_was_written_before_it_and_can_be_put_back() {
    if is_postgres() {
        return;
    }
    let school = TestSchool::open().await;
    let place = Place {
        folder: school.folder(),
        database: school.address(),
        openness: Openness::default(),
    };
    let keep = |key: &'static str| {
        let org = world::id("birch");
        school
            .shared
            .db
            .write(move |tx| async move { setting::keep(&tx, org, key, json!(1)).await })
    };
    keep("before").await.unwrap();
    let copy = place.folder.join("copy.db");
    backup(&place, &copy).await.unwrap();
    let again = backup(&place, &copy).await.unwrap_err();
    assert!(again.to_string().contains("is there already"), "{again}");
    keep("after").await.unwrap();

    let running = restore(&place, &copy, school.shared.now())
        .await
        .unwrap_err();
    assert!(
        running
            .to_string()
            .contains("Another Groundwork is running"),
        "{running}"
    );
    let now = school.shared.now();
    let _database = school.close().await;
    let before = restore(&place, &copy, now).await.unwrap().unwrap();

    let has = async |file: &std::path::Path, key: &str| {
        let db = Db::open(&Address::Sqlite(file.to_owned()), Openness::default())
            .await
            .unwrap();
        let found = setting::find(db.read(), world::id("birch"), key)
            .await
            .unwrap();
        let people = person::Entity::find().count(db.read()).await.unwrap();
        assert_eq!(people, 20);
        db.close().await.unwrap();
        found.is_some()
    };
    let Address::Sqlite(file) = &place.database else {
        panic!("a file was asked for");
    };
    assert!(has(file, "before").await);
    assert!(!has(file, "after").await);
    assert!(has(&before, "after").await, "what stood there is kept");
}
