//! The pages of looks: a reviewer follows a person or an account, and never learns who the person is.

use tasuki_tests::World;

fn rows(html: &str) -> usize {
    html.matches("<tr role=\"row\"><td").count()
}

#[test]
fn a_reviewer_can_follow_a_person_and_an_account() {
    let world = World::begins();
    let hanako = world.hanako();
    let crew = world.crew();
    let incident = crew.opens_incident("0412");
    crew.looks_up(&incident, &world.hanako_criteria())
        .expect(200);
    crew.views_summary(&hanako, &incident).expect(200);
    let (reviewer, _) = world.page("privacy");
    let all = reviewer.gets("/accesses");
    assert_eq!(all.status, 200);
    let way = format!("/residents/{hanako}/accesses");
    assert!(all.text.contains(&way), "a link to the person's looks");
    for name in ["試験", "シケン", "花子"] {
        assert!(
            !all.text.contains(name),
            "{name} is not the reviewer's to see"
        );
    }
    assert_eq!(reviewer.gets(&way).status, 200);

    let account = crew.gets("/v1/me").expect(200)["id"]
        .as_str()
        .unwrap()
        .to_owned();
    assert!(all.text.contains(&format!("/accesses?account={account}")));
    let by_crew = reviewer.gets(&format!("/accesses?account={account}"));
    assert!(rows(&by_crew.text) >= 3 && rows(&by_crew.text) < rows(&all.text));
    assert!(by_crew.text.contains("事案 0412"));
    let opened = reviewer.gets(&format!("/accesses?account={account}&action=open_incident"));
    assert_eq!(rows(&opened.text), 1);
    assert!(opened.text.contains("救急の事案の開始"));
    let before = reviewer.gets("/accesses?to=2020-01-01");
    assert_eq!(rows(&before.text), 0);
}

#[test]
fn no_look_says_that_its_reason_is_not_recorded() {
    let world = World::begins();
    let hanako = world.hanako();
    world.hanako_herself();
    world.crew().opens_incident("0412");
    let (reviewer, _) = world.page("privacy");
    let (own, _) = world.page("hanako");
    for page in [
        reviewer.gets("/accesses"),
        own.gets(&format!("/residents/{hanako}/accesses")),
        own.gets("/me"),
    ] {
        assert_eq!(page.status, 200);
        assert!(rows(&page.text) > 0);
        assert!(!page.text.contains("記録されていません"));
    }
}
