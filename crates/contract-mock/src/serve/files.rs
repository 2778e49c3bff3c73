//! Files from requests, kept as long as there is room.

use std::{
    collections::VecDeque,
    sync::{Mutex, MutexGuard, PoisonError},
};

use axum::{
    Router,
    body::Bytes,
    extract::{Path, State},
    http::{StatusCode, header},
    response::{IntoResponse, Response},
    routing::get,
};

use super::Mock;

/// The maximum number of files.
const MOST: usize = 100;
/// The maximum size of all files, in bytes.
const MOST_BYTES: usize = 64 << 20;

/// The files of a mock. The oldest is removed first.
#[derive(Debug, Default)]
pub(super) struct Files(Mutex<Kept>);

#[derive(Debug, Default)]
struct Kept {
    next: u64,
    files: VecDeque<File>,
}

#[derive(Debug)]
struct File {
    number: u64,
    media_type: String,
    bytes: Bytes,
}

impl Files {
    /// Stores a file, and returns its path.
    pub(super) fn keep(&self, media_type: &str, bytes: Bytes) -> String {
        let mut kept = self.lock();
        let number = kept.next;
        kept.next += 1;
        kept.files.push_back(File { number, media_type: media_type.to_owned(), bytes });
        let mut size: usize = kept.files.iter().map(|file| file.bytes.len()).sum();
        while kept.files.len() > MOST || size > MOST_BYTES {
            let Some(oldest) = kept.files.pop_front() else { break };
            size -= oldest.bytes.len();
        }
        format!("/__mock/files/{number}")
    }

    pub(super) fn clear(&self) {
        self.lock().files.clear();
    }

    fn answer(&self, number: u64) -> Response {
        let kept = self.lock();
        match kept.files.iter().find(|file| file.number == number) {
            Some(file) => ([(header::CONTENT_TYPE, file.media_type.clone())], file.bytes.clone()).into_response(),
            None => StatusCode::NOT_FOUND.into_response(),
        }
    }

    fn lock(&self) -> MutexGuard<'_, Kept> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The route of the files.
pub(super) fn route(mock: Mock) -> Router {
    let read = |State(mock): State<Mock>, Path(number): Path<u64>| async move { mock.0.files.answer(number) };
    Router::new().route("/__mock/files/{number}", get(read)).with_state(mock)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_oldest_files_go_where_there_is_no_room() {
        let files = Files::default();
        for _ in 0..=MOST {
            files.keep("text/plain", Bytes::from_static(b"x"));
        }
        assert_eq!(files.answer(0).status(), StatusCode::NOT_FOUND);
        assert_eq!(files.answer(1).status(), StatusCode::OK);
        files.keep("text/plain", vec![0; MOST_BYTES].into());
        assert_eq!(files.answer(100).status(), StatusCode::NOT_FOUND);
        assert_eq!(files.answer(101).status(), StatusCode::OK);
    }
}
