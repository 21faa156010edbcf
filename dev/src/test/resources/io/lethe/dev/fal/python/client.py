"""fal.ai's Python client against the simulated fal.ai: python3 client.py BASE KEY PHOTO"""

import base64
import http.server
import json
import queue
import sys
import threading
import urllib.request

import fal_client
import fal_client.client
import httpx

base, key, photo_file = sys.argv[1:]
endpoint = "fal-ai/kling-video/v2.5-turbo/standard/image-to-video"
with open(photo_file, "rb") as file:
    photo = "data:image/jpeg;base64," + base64.b64encode(file.read()).decode()
arguments = {"prompt": "A smile", "image_url": photo, "duration": "5"}


class ToSimulator(httpx.BaseTransport):
    """The client builds fal.ai's own addresses; each call goes to the simulator instead."""

    def __init__(self):
        self.inner = httpx.HTTPTransport()
        self.seen = []

    def handle_request(self, request):
        self.seen.append(request.url.host)
        there = httpx.URL(base)
        request.url = request.url.copy_with(scheme="http", host=there.host, port=there.port)
        request.headers["Host"] = f"{there.host}:{there.port}"
        return self.inner.handle_request(request)


transport = ToSimulator()
client = fal_client.SyncClient(key=key)
# The client's own transport stays around it: it is what its retries and fall-backs are made of.
client.__dict__["_client"] = httpx.Client(
    transport=fal_client.client.BackupDomainTransport(transport=transport),
    headers={"Authorization": f"Key {key}"},
    timeout=60,
    follow_redirects=True,
)


def turn(**knobs):
    request = urllib.request.Request(
        base + "/_sim/knobs", data=json.dumps(knobs).encode(), method="PUT"
    )
    with urllib.request.urlopen(request) as answer:
        assert answer.status == 200


def refused(call, status):
    try:
        call()
    except fal_client.client.FalClientHTTPError as error:
        assert error.response.status_code == status, error.response.text
        return error
    raise AssertionError(f"{status} was expected")


def waits_for_a_result():
    updates = []
    result = client.subscribe(endpoint, arguments, on_queue_update=updates.append)
    assert result["video"]["url"].endswith(".mp4"), result
    assert isinstance(updates[-1], fal_client.Completed), updates
    assert transport.seen[0] == "queue.fal.run", transport.seen


def asks_step_by_step():
    turn(renderLatency="PT2S")
    handle = client.submit(endpoint, arguments, headers={"X-Fal-Store-IO": "0"})
    assert isinstance(handle.status(with_logs=True), (fal_client.Queued, fal_client.InProgress))
    assert handle.get()["video"]["content_type"] == "video/mp4"
    # By its id alone the client builds the address from owner and app.
    assert isinstance(client.status(endpoint, handle.request_id), fal_client.Completed)
    assert client.result(endpoint, handle.request_id)["video"]["url"]
    turn(renderLatency="PT0S")


def cancels():
    turn(queueLatency="PT1H")
    handle = client.submit(endpoint, arguments)
    handle.cancel()
    refused(handle.get, 499)
    refused(handle.cancel, 400)
    turn(queueLatency="PT0S")


def tells_failures():
    turn(nextFailures=["CONTENT_POLICY"])
    error = refused(lambda: client.subscribe(endpoint, arguments), 422)
    assert error.response.json()["detail"][0]["type"] == "content_policy_violation"
    turn(nextFailures=["START_TIMEOUT"])
    refused(lambda: client.subscribe(endpoint, arguments), 504)
    refused(lambda: client.submit(endpoint, {"prompt": "A smile"}), 422)
    turn(nextFailures=["LOCKED_ACCOUNT"])
    refused(lambda: client.submit(endpoint, arguments), 403)


def tries_again_by_itself():
    turn(retryAfter="PT1S", nextFailures=["RATE_LIMITED", "STATUS_UNAVAILABLE"])
    assert client.subscribe(endpoint, arguments)["video"]["url"]


def a_start_timeout_is_kept():
    turn(queueLatency="PT1H")
    handle = client.submit(endpoint, arguments, start_timeout=1.5)
    refused(handle.get, 504)
    turn(queueLatency="PT0S")


def gets_a_token_for_files():
    fal_client.client.REST_URL = base
    auth = fal_client.auth.AuthCredentials("Key", key)
    token = fal_client.client.CDNTokenManager(auth).get_token()
    assert token.token_type == "Bearer" and token.token and not token.is_expired()


def is_told_by_a_webhook():
    told = queue.Queue()

    class Hook(http.server.BaseHTTPRequestHandler):
        def do_POST(self):
            told.put(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))
            self.send_response(200)
            self.end_headers()

        def log_message(self, *_):
            pass

    server = http.server.HTTPServer(("127.0.0.1", 0), Hook)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    handle = client.submit(
        endpoint, arguments, webhook_url=f"http://127.0.0.1:{server.server_port}/hook"
    )
    message = told.get(timeout=30)
    server.shutdown()
    assert message["request_id"] == handle.request_id and message["status"] == "OK", message


for check in [
    waits_for_a_result,
    asks_step_by_step,
    cancels,
    tells_failures,
    tries_again_by_itself,
    a_start_timeout_is_kept,
    gets_a_token_for_files,
    is_told_by_a_webhook,
]:
    check()
    print("ok", check.__name__, flush=True)
