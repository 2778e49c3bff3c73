//! Recommendations for a person: content that strengthens an element which is weak or missing in their newest result.

use std::sync::OnceLock;

use contracts::{
    saju::pillars::WuxingElement,
    users::{
        profile::{Language, UserId},
        recommendations::{ContentType, RecommendedContent},
    },
};
use heal7_store::Part;
use serde::Deserialize;

use super::App;
use crate::sentences::Sentences;

/// The content of the platform, maintained by its editors.
const CATALOGUE: &str = include_str!("content.json");
/// The score of content for an element that is missing in a chart, and below it for an element that is weak.
const MISSING: f64 = 1.0;
const WEAK: f64 = 0.85;
/// The score of content if nothing is known about its fit.
const UNKNOWN: f64 = 0.5;

/// A piece of content with its popularity.
#[derive(Debug, Clone, Deserialize)]
#[serde(rename_all = "camelCase")]
struct Piece {
    #[serde(flatten)]
    content: RecommendedContent,
    /// The share of viewers who like it, from 0 to 1.
    liked: f64,
}

impl App {
    /// Returns content that suits a person, best first.
    ///
    /// # Errors
    /// When the store does not answer.
    pub async fn recommend(
        &self,
        person: UserId,
        language: Language,
        kind: Option<ContentType>,
        limit: usize,
    ) -> heal7_store::Result<Vec<RecommendedContent>> {
        let part = Part { after: None, offset: 0, limit: 1 };
        let newest = self.store.results(person, &super::any_result(), part).await?.into_iter().next();
        let wuxing = newest.map(|result| result.wuxing);
        let need = |element: WuxingElement| {
            let wuxing = wuxing.as_ref()?;
            if wuxing.missing_elements.contains(&element) {
                Some(MISSING)
            } else {
                wuxing.weak_elements.contains(&element).then_some(WEAK)
            }
        };
        let sentences = Sentences::new(language);
        let mut found: Vec<_> = catalogue()
            .iter()
            .filter(|piece| kind.is_none_or(|kind| kind == piece.content.kind))
            .map(|Piece { content, liked }| {
                let needed = content.element.and_then(|element| need(element).map(|need| (element, need)));
                let (suits, reason) = match needed {
                    Some((element, need)) => (need, sentences.strengthens(element)),
                    None => (UNKNOWN, sentences.liked_by_most()),
                };
                let score = (suits * liked * 100.0).round() / 100.0;
                RecommendedContent { score, reason: reason.to_owned(), ..content.clone() }
            })
            .collect();
        found.sort_by(|a, b| b.score.total_cmp(&a.score).then_with(|| b.published_at.cmp(&a.published_at)));
        found.truncate(limit);
        Ok(found)
    }
}

fn catalogue() -> &'static [Piece] {
    static PIECES: OnceLock<Vec<Piece>> = OnceLock::new();
    PIECES.get_or_init(|| serde_json::from_str(CATALOGUE).expect("the catalogue is checked by a test"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_element_and_kind_has_something() {
        use ContentType::{Article, Course, Meditation, Product, Video};
        use WuxingElement::{Earth, Fire, Metal, Water, Wood};
        let pieces = catalogue();
        for element in [Wood, Fire, Earth, Metal, Water] {
            assert!(pieces.iter().any(|piece| piece.content.element == Some(element)), "{element:?}");
        }
        for kind in [Article, Video, Meditation, Course, Product] {
            assert!(pieces.iter().any(|piece| piece.content.kind == kind), "{kind:?}");
        }
        assert!(pieces.iter().all(|piece| (0.0..=1.0).contains(&piece.liked)));
        let mut ids: Vec<_> = pieces.iter().map(|piece| piece.content.id).collect();
        ids.sort();
        ids.dedup();
        assert_eq!(ids.len(), pieces.len(), "no two pieces have one id");
    }
}
