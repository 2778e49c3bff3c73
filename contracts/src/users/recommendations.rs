//! Recommended content: content of the platform that suits a user.

use contract_kit::prelude::*;

use crate::saju::pillars::WuxingElement;

/// The id of a piece of content.
#[contract(example = "01936f60-3b4c-7d5e-8f60-718293a4b5c6")]
pub struct ContentId(pub Uuid);

/// A kind of content.
#[contract]
pub enum ContentType {
    /// Something to read.
    Article,
    /// Something to watch.
    Video,
    /// A guided meditation to listen to.
    Meditation,
    /// Several lessons.
    Course,
    /// Something to buy.
    Product,
}

/// A piece of content that suits a user, with the reason.
#[contract(object)]
pub struct RecommendedContent {
    /// The id of the content.
    pub id: ContentId,
    /// The kind of content.
    #[contract(rename = "type")]
    pub kind: ContentType,
    /// The title of the content.
    #[contract(length(1..=120), example = "나무의 기운을 채우는 아침 산책")]
    pub title: String,
    /// A summary of the content, in one or two sentences.
    #[contract(length(1..=500), example = "부족한 목 기운을 일상에서 보완하는 다섯 가지 방법을 소개합니다.")]
    pub summary: String,
    /// The address of the content.
    #[contract(example = "https://heal7.com/contents/morning-walk")]
    pub url: Uri,
    /// The address of a picture of the content.
    #[contract(example = "https://cdn.heal7.com/contents/morning-walk.webp")]
    pub image_url: Option<Uri>,
    /// The reason for the recommendation, in the user's language.
    #[contract(length(1..=300), example = "사주에 목이 없어 나무의 기운을 보완하는 콘텐츠를 추천합니다.")]
    pub reason: String,
    /// The element that the content strengthens; absent if there is none.
    pub element: Option<WuxingElement>,
    /// The relevance for the user, from 0 to 1; lists are sorted by it, highest first.
    #[contract(range(0.0..=1.0), example = 0.92)]
    pub score: f64,
    /// The time of publication.
    #[contract(example = "2026-01-05T00:00:00Z")]
    pub published_at: DateTime,
}
