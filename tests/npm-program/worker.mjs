// A worker that starts a mock, reports its address, and never stops it.
import { startMock } from "@contract-tools/cli";
import { parentPort } from "node:worker_threads";

const { url } = await startMock({ registry: "registry.json" });
parentPort.postMessage(url);
setInterval(() => {}, 1000);
