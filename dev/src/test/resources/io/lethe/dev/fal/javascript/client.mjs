// fal.ai's JavaScript client against the simulated fal.ai: node client.mjs BASE KEY PHOTO
import assert from "node:assert/strict";
import crypto from "node:crypto";
import fs from "node:fs";
import http from "node:http";
import { once } from "node:events";
import { ApiError, ValidationError, createFalClient } from "@fal-ai/client";

const [base, key, photoFile] = process.argv.slice(2);
const endpoint = "fal-ai/kling-video/v2.5-turbo/standard/image-to-video";
const photo = "data:image/jpeg;base64," + fs.readFileSync(photoFile).toString("base64");
const input = { prompt: "A smile", image_url: photo, duration: "5" };

// The client builds fal.ai's own addresses; each call goes to the simulator instead.
const seen = [];
const fal = createFalClient({
  credentials: key,
  fetch: (address, options) => {
    const real = new URL(address);
    seen.push(real.host);
    return fetch(new URL(real.pathname + real.search, base), options);
  },
});

const turn = async (knobs) => {
  const answer = await fetch(new URL("/_sim/knobs", base), {
    method: "PUT",
    body: JSON.stringify(knobs),
  });
  assert.equal(answer.status, 200);
};

async function waitsForAResult() {
  const updates = [];
  const result = await fal.subscribe(endpoint, {
    input,
    pollInterval: 50,
    storageSettings: { expiresIn: "1h" },
    onQueueUpdate: (update) => updates.push(update.status),
  });
  assert.match(result.data.video.url, /\/files\/.+\.mp4$/);
  assert.ok(result.requestId);
  assert.equal(updates.at(-1), "COMPLETED");
  assert.equal(seen[0], "queue.fal.run");
}

async function followsAStream() {
  const { request_id } = await fal.queue.submit(endpoint, { input });
  const status = await fal.queue.subscribeToStatus(endpoint, {
    requestId: request_id,
    mode: "streaming",
    connectionMode: "server",
  });
  assert.equal(status.status, "COMPLETED");
}

async function asksStepByStep() {
  await turn({ renderLatency: "PT2S" });
  const submitted = await fal.queue.submit(endpoint, { input });
  assert.equal(submitted.status, "IN_QUEUE");
  const status = await fal.queue.status(endpoint, { requestId: submitted.request_id, logs: true });
  assert.ok(["IN_QUEUE", "IN_PROGRESS"].includes(status.status));
  await fal.queue.subscribeToStatus(endpoint, { requestId: submitted.request_id });
  const result = await fal.queue.result(endpoint, { requestId: submitted.request_id });
  assert.equal(result.data.video.content_type, "video/mp4");
  await turn({ renderLatency: "PT0S" });
}

async function cancels() {
  await turn({ queueLatency: "PT1H" });
  const { request_id } = await fal.queue.submit(endpoint, { input });
  await fal.queue.cancel(endpoint, { requestId: request_id });
  const status = await fal.queue.status(endpoint, { requestId: request_id });
  assert.equal(status.status, "COMPLETED");
  await assert.rejects(fal.queue.result(endpoint, { requestId: request_id }), (error) => {
    assert.ok(error instanceof ApiError);
    return error.status === 499;
  });
  await assert.rejects(fal.queue.cancel(endpoint, { requestId: request_id }), ApiError);
  await turn({ queueLatency: "PT0S" });
}

async function tellsFailures() {
  await turn({ nextFailures: ["CONTENT_POLICY", "START_TIMEOUT"] });
  await assert.rejects(fal.subscribe(endpoint, { input, pollInterval: 50 }), (error) => {
    assert.ok(error instanceof ValidationError);
    assert.equal(error.fieldErrors[0].type, "content_policy_violation");
    return true;
  });
  await assert.rejects(fal.subscribe(endpoint, { input, pollInterval: 50 }), (error) => {
    return error.isUserTimeout;
  });
  await assert.rejects(fal.queue.submit(endpoint, { input: { prompt: "A smile" } }), (error) => {
    assert.ok(error instanceof ValidationError);
    return error.getFieldErrors("image_url").length === 1;
  });
  await turn({ nextFailures: ["LOCKED_ACCOUNT"] });
  await assert.rejects(fal.queue.submit(endpoint, { input }), (error) => error.status === 403);
}

async function triesAgainByItself() {
  await turn({ retryAfter: "PT1S", nextFailures: ["UNAVAILABLE", "STATUS_UNAVAILABLE"] });
  const result = await fal.subscribe(endpoint, { input, pollInterval: 50 });
  assert.ok(result.data.video.url);
}

async function isToldByAWebhook() {
  const server = http.createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const told = new Promise((resolve) => {
    server.on("request", async (request, response) => {
      const pieces = [];
      for await (const piece of request) pieces.push(piece);
      response.end();
      resolve({ headers: request.headers, body: Buffer.concat(pieces) });
    });
  });
  const { request_id } = await fal.queue.submit(endpoint, {
    input,
    webhookUrl: `http://127.0.0.1:${server.address().port}/hook`,
  });
  const { headers, body } = await told;
  server.close();
  assert.equal(JSON.parse(body).request_id, request_id);
  assert.equal(JSON.parse(body).status, "OK");
  const { keys } = await (await fetch(new URL("/.well-known/jwks.json", base))).json();
  const signed = [
    headers["x-fal-webhook-request-id"],
    headers["x-fal-webhook-user-id"],
    headers["x-fal-webhook-timestamp"],
    crypto.createHash("sha256").update(body).digest("hex"),
  ].join("\n");
  const signature = Buffer.from(headers["x-fal-webhook-signature"], "hex");
  const good = keys.some((jwk) =>
    crypto.verify(
      null,
      Buffer.from(signed),
      crypto.createPublicKey({ key: jwk, format: "jwk" }),
      signature,
    ),
  );
  assert.ok(good);
}

for (const check of [
  waitsForAResult,
  followsAStream,
  asksStepByStep,
  cancels,
  tellsFailures,
  triesAgainByItself,
  isToldByAWebhook,
]) {
  await check();
  console.log("ok", check.name);
}
