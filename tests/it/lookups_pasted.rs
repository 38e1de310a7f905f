//! The dispatch centre's one box: anything pasted is read, shown back and searched with.

use serde_json::json;
use tasuki_tests::{World, given};

#[test]
fn a_pasted_text_is_searched_with_as_it_was_read() {
    let world = World::begins();
    let hanako = world.hanako();
    let dispatch = world.actor("dispatcher");
    let incident = dispatch.opens_incident("0412");
    let text = "患者：試験　花子（しけん はなこ）８６歳 女\n生年月日 昭和15年3月2日\n主訴：胸痛";
    let found = dispatch
        .looks_up(&incident, &json!({"text": text}))
        .expect(200);
    assert_eq!(found["candidates"][0]["resident_id"], hanako.as_str());
    let parts = found["interpreted"]["parts"].as_array().unwrap();
    let items: Vec<&str> = parts
        .iter()
        .map(|part| part["item"].as_str().unwrap())
        .collect();
    assert_eq!(
        items,
        ["family_kana", "given_kana", "name", "birth_date", "sex"]
    );
    assert!(parts.iter().all(|part| part["typed"].is_string()));
    assert_eq!(found["interpreted"]["unread"], json!(["86歳", "胸痛"]));
    assert_eq!(found["interpreted"]["family_kana"], "シケン");
}

#[test]
fn the_callers_telephone_lists_all_who_share_it() {
    let world = World::begins();
    let officer = world.officer();
    for (given_name, kana, birth, sex) in [
        ("一郎", "イチロウ", "1938-05-01", "male"),
        ("梅子", "ウメコ", "1941-07-09", "female"),
    ] {
        let mut person = given::person("世帯", given_name, "セタイ", kana, birth, sex);
        person["identity"]["phones"] = json!(["0557009999"]);
        let id = officer.registers(&person);
        officer
            .grants(&id, &given::consent_to_crews(given::CATEGORIES))
            .expect(201);
    }
    let dispatch = world.actor("dispatcher");
    let incident = dispatch.opens_incident("0412");
    for text in ["発信番号 ０５５７－００－９９９９", "+81 557 00 9999"] {
        let found = dispatch
            .looks_up(&incident, &json!({"text": text}))
            .expect(200);
        assert_eq!(found["candidates"].as_array().unwrap().len(), 2, "{found}");
    }
}

#[test]
fn text_and_fields_are_two_ways_and_an_unclear_date_is_asked_about() {
    let world = World::begins();
    let dispatch = world.actor("dispatcher");
    let incident = dispatch.opens_incident("0412");
    let both = json!({"text": "試験花子", "sex": "female"});
    let answer = dispatch.looks_up(&incident, &both);
    assert_eq!(answer.status, 422);
    assert_eq!(answer.json()["errors"][0]["code"], "text_and_fields");
    let unclear = json!({"text": "試験花子 150302"});
    assert_eq!(
        dispatch.looks_up(&incident, &unclear).problem(422),
        "birth_date_ambiguous"
    );
    let long = dispatch.looks_up(&incident, &json!({"text": "あ".repeat(501)}));
    assert_eq!(long.status, 422);
    assert_eq!(long.json()["errors"][0]["code"], "text_too_long");
    // The end of a line is one character, however it is sent, and no reason to refuse.
    let lines = json!({"text": format!("試験花子\r\n女\t{}", "\r\n".repeat(493))});
    dispatch.looks_up(&incident, &lines).expect(200);
    let text = &tasuki_http::openapi_json();
    let document: serde_json::Value = serde_json::from_str(text).unwrap();
    let described = &document["components"]["schemas"]["LookUp"]["properties"]["text"];
    assert_eq!(described["maxLength"], 500, "{described}");
}

#[test]
fn a_refused_text_comes_back_as_it_was_read_and_whole() {
    let world = World::begins();
    let (dispatch, csrf) = world.page("dispatcher");
    let sends = |text: &str, more: &[(&str, &str)]| {
        let mut form = vec![
            ("csrf", csrf.as_str()),
            ("reason", "on_duty"),
            ("text", text),
        ];
        form.extend(more);
        dispatch.submits("/search", &form)
    };
    let refused = sends("昭和15年3月2日 胸痛", &[]);
    assert_eq!(refused.status, 422);
    for words in [
        "生年月日だけでは検索できません",
        "読み取り:",
        "昭和15年3月2日（1940）",
        "読み取らなかったところ: 「胸痛」",
    ] {
        assert!(refused.text.contains(words), "{words}");
    }
    let long = "あ".repeat(501);
    let cut = sends(&long, &[]);
    assert_eq!(cut.status, 422);
    assert!(cut.text.contains(&long) && cut.text.contains("500文字まで"));
    // An item that is not seen at once is named, and the text alone may be searched with.
    let both = sends("試験花子 S15.3.2", &[("sex", "female")]);
    assert_eq!(both.status, 422);
    for words in [
        "貼り付けと項目の両方に入っています",
        "<a href=\"#sex\">入っている項目 性別: 女</a>",
        "<details class=\"more by-fields\" open>",
        "name=\"text_only\"",
    ] {
        assert!(both.text.contains(words), "{words}");
    }
    let alone = sends(
        "試験花子 S15.3.2",
        &[("sex", "female"), ("text_only", "yes")],
    );
    assert_eq!(alone.status, 303, "{}", alone.text);
    let kept = dispatch.with_another_cookie(alone.cookies()[0]);
    let page = kept.gets(alone.header("location").unwrap());
    assert_eq!(page.status, 200);
    assert!(
        !page.text.contains("性別 <strong>"),
        "the fields were left out"
    );
}

#[test]
fn the_box_is_on_the_dispatchers_page_only_and_nothing_of_it_in_an_address() {
    let world = World::begins();
    world.hanako();
    let (dispatch, csrf) = world.page("dispatcher");
    let (crew, _) = world.page("crew");
    assert!(dispatch.gets("/search").text.contains("name=\"text\""));
    assert!(!crew.gets("/search").text.contains("name=\"text\""));
    let form = [
        ("csrf", csrf.as_str()),
        ("reason", "on_duty"),
        ("text", "試験花子 S15.3.2 胸痛"),
    ];
    let sent = dispatch.submits("/search", &form);
    assert_eq!(sent.status, 303, "{}", sent.text);
    let location = sent.header("location").unwrap();
    assert!(location.starts_with("/incidents/") && location.ends_with("/search"));
    let kept = dispatch.with_another_cookie(sent.cookies()[0]);
    let page = kept.gets(location);
    assert_eq!(page.status, 200);
    for words in [
        "読み取り:",
        "昭和15年3月2日（1940）",
        "読み取らなかったところ",
        "胸痛",
        "候補 1人",
    ] {
        assert!(page.text.contains(words), "{words}");
    }
    for secret in ["ペニシリン", "ワルファリン", "心房細動"] {
        assert!(!page.text.contains(secret), "{secret}");
    }
}
