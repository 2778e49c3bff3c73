// Exposes the package to the test that drives this page: the calls run here, in the browser.
import "./jitless.js";
import * as contracts from "@heal7/contracts";
import { AiModelsDocument } from "@heal7/contracts/graphql";
import * as mock from "@heal7/contracts/msw";
import * as realtime from "@heal7/contracts/realtime";
import { validation as validationInDevelopment } from "@heal7/contracts/validation";
import { validation } from "@heal7/contracts/validation/always";
import { print } from "graphql";
import { setupWorker } from "msw/browser";

// Errors and policy violations, which the test reads.
const complaints = [];
addEventListener("error", ({ message }) => complaints.push(message));
addEventListener("unhandledrejection", ({ reason }) => complaints.push(`unhandled: ${reason}`));
document.addEventListener("securitypolicyviolation", ({ violatedDirective, blockedURI }) =>
  complaints.push(`${violatedDirective} ${blockedURI}`),
);

/** From now on, the mock in the service worker answers the calls. */
const startMock = (baseUrl) => setupWorker(...mock.handlers({ baseUrl })).start({ quiet: true });

const aiModels = print(AiModelsDocument);
const validations = { validation, validationInDevelopment };
window.consumer = { ...contracts, ...realtime, ...validations, aiModels, startMock, complaints };
