//! The reference server's messages arrive: the link that confirms an address works when it is opened, and the
//! recipients of a shared result get its link.

use reqwest::redirect::Policy;
use serde_json::json;
use tests::{heal7::Heal7, mail::Mail};

#[tokio::test]
async fn an_address_is_confirmed_by_the_link_in_its_message() {
    let heal7 = Heal7::new().await;
    let anna = heal7.person("anna").await;
    let sent = heal7.mail().await;
    let [Mail { to, subject, text, .. }] = &sent[..] else { panic!("{sent:?}") };
    assert_eq!((to.as_str(), subject.as_str()), ("anna@example.com", "HEAL7 이메일 주소를 확인해 주세요"));
    let link = text.lines().find(|line| line.starts_with("http")).unwrap();
    let browser = reqwest::Client::builder().redirect(Policy::none()).build().unwrap();
    let open = |link: String| async { browser.get(link).send().await.unwrap().headers()["location"].clone() };
    let is_verified = || async {
        let profile = heal7.data(heal7.get("/auth/profile").bearer_auth(&anna.token), 200).await;
        profile["user"]["emailVerified"].as_bool().unwrap()
    };
    assert_eq!(open(format!("{link}x")).await, "https://heal7.com/email/expired");
    for broken in ["", "?token", "?token=", "?token=%FF", "?token=a&token=b", "?other=a"] {
        let broken = heal7.http(&format!("/auth/verify-email{broken}"));
        assert_eq!(open(broken.clone()).await, "https://heal7.com/email/expired", "{broken}");
    }
    let access_token = heal7.http(&format!("/auth/verify-email?token={}", anna.token));
    assert_eq!(open(access_token).await, "https://heal7.com/email/expired", "an access token is none of these");
    assert!(!is_verified().await);
    assert_eq!(open(link.to_owned()).await, "https://heal7.com/email/confirmed");
    assert!(is_verified().await);
    let token = link.split("token=").nth(1).unwrap();
    heal7.problem(heal7.get("/users/profile").bearer_auth(token), 401, "INVALID_TOKEN").await;
    assert_eq!(heal7.mail().await.len(), 1, "what was sent is not sent again");
}

#[tokio::test]
async fn recipients_of_a_share_get_its_link() {
    let heal7 = Heal7::new().await;
    let anna = heal7.confirmed_person("anna").await;
    let birth = json!({ "birthDate": "1976-05-21", "isLunar": false, "gender": "male", "name": "홍길동" });
    let result = heal7.data(heal7.post("/saju/calculate", &birth).bearer_auth(&anna.token), 201).await;
    let share = |kind: &str, recipients: serde_json::Value| {
        let body = json!({ "sajuId": result["id"], "shareType": kind, "recipients": recipients });
        heal7.data(heal7.post("/saju/share", &body).bearer_auth(&anna.token), 201)
    };
    let by_email = share("email", json!(["bora@example.com", "cheol@example.com"])).await;
    let by_kakao = share("kakao", json!(["k-friend-7"])).await;
    share("link", json!(["nobody@example.com"])).await;
    let sent = heal7.mail().await;
    let to: Vec<_> = sent.iter().map(|mail| mail.to.as_str()).collect();
    assert_eq!(to, ["anna@example.com", "bora@example.com", "cheol@example.com", "k-friend-7"]);
    for (index, link) in [(1, &by_email), (2, &by_email), (3, &by_kakao)] {
        let Mail { subject, text, .. } = &sent[index];
        assert_eq!(subject, "HEAL7 사주 결과가 공유되었습니다");
        assert!(text.contains("anna") && text.contains(link["url"].as_str().unwrap()), "{text}");
    }
}
