//! The module `saju` on a person's connection: a calculation step by step.

use contract_kit::{
    channel::{Connection, Receive},
    problem::{Failure, ProblemType as _},
};
use contracts::{
    problem::InvalidToken,
    realtime::{CalculationStep, ClientMessageSajuCalculationRequest, ServerMessage},
    users::profile::UserId,
};

use crate::{sentences::Sentences, server::Server};

/// The steps of a calculation, with the progress after each in per cent.
const STEPS: [(CalculationStep, i32); 3] =
    [(CalculationStep::Astronomy, 20), (CalculationStep::Pillars, 50), (CalculationStep::Analysis, 80)];

impl Receive<ClientMessageSajuCalculationRequest> for Server {
    async fn receive(
        &self,
        connection: &Connection,
        ClientMessageSajuCalculationRequest { id, data }: ClientMessageSajuCalculationRequest,
    ) -> Result<(), Failure<ClientMessageSajuCalculationRequest>> {
        let account = self.app.account(person_of(connection)?).await?;
        let sentences = Sentences::new(account.preferences.language);
        // The engine takes microseconds, so the steps are reported after all of them have succeeded.
        let result = self.app.calculate(&account, data).await?;
        let started = sentences.calculation_starts().to_owned();
        let tell = |message| self.app.rooms.send(connection.id, message);
        tell(ServerMessage::SajuCalculationStarted { id: id.clone(), progress: 0, message: started });
        for (step, progress) in STEPS {
            let message = sentences.calculation_step(step).to_owned();
            tell(ServerMessage::SajuCalculationProgress { id: id.clone(), step, progress, message });
        }
        tell(ServerMessage::SajuCalculationCompleted { id, progress: 100, result });
        Ok(())
    }
}

/// Returns the person that a connection belongs to.
///
/// # Errors
/// When the connection has no person, which never happens on a socket that requires a token.
pub(super) fn person_of<D>(connection: &Connection) -> Result<UserId, Failure<D>> {
    let subject = connection.subject.as_deref().and_then(|subject| subject.parse().ok());
    Ok(UserId(subject.ok_or_else(|| InvalidToken.because("the connection is nobody's"))?))
}
