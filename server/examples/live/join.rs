//! P5: a class of 35 comes in at once, from one address: sign-in page, codes, home, lesson.

use std::{collections::BTreeMap, time::Instant};

use crate::{
    ask::Port,
    browser::Browser,
    class::{Class, Length, SIZE, Written},
    process::Process,
    spread::Spread,
};

pub async fn measure(server: &Process, written: &Written, length: Length, codes: &[String]) {
    let mut class = Class::begin(written, length, server.port, server.port).await;
    class.students.clear();
    let slug = &written.slug;
    let lesson = format!("/s/{slug}/{}", length.number);
    let began = Instant::now();
    let coming = codes.iter().map(|code| {
        let (lesson, form) = (lesson.clone(), format!("class_code={slug}&own_code={code}"));
        let port = server.port;
        tokio::spawn(async move {
            let statuses = come_in(port, &form, &lesson).await;
            (statuses, began.elapsed())
        })
    });
    let coming: Vec<_> = coming.collect();
    let (mut statuses, mut took) = (BTreeMap::new(), Spread::default());
    for one in coming {
        let (seen, until_in) = one.await.unwrap();
        for status in seen {
            *statuses.entry(status).or_insert(0) += 1;
        }
        took.add(until_in);
    }
    let count = |wanted: fn(&u16) -> bool| -> usize {
        let seen = statuses.iter().filter(|(status, _)| wanted(status));
        seen.map(|(_, count)| count).sum()
    };
    println!(
        "\nP5 class of {SIZE} comes in at once: all in after {:.1?}",
        took.longest()
    );
    println!("  lesson on screen    {took}");
    println!(
        "  errors              {} (of those 429: {}); all answers: {statuses:?}",
        count(|status| *status >= 400),
        count(|status| *status == 429)
    );
}

/// What was answered on the way, in order.
async fn come_in(port: Port, form: &str, lesson: &str) -> [u16; 4] {
    let mut browser = Browser::new(port);
    [
        browser.page("/s/sign-in").await.status,
        browser.post("/s/sign-in", form).await.status,
        browser.page("/s").await.status,
        browser.page(lesson).await.status,
    ]
}
