package io.lethe.workers.testing;

import java.util.concurrent.atomic.AtomicInteger;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;

/** A fal.ai that takes every job and makes the same video of it, after some questions. */
public final class FakeFal extends Dispatcher {
  private final MockWebServer server;
  private final byte[] video;
  private final int questions;
  private final AtomicInteger submissions = new AtomicInteger();
  private final AtomicInteger asked = new AtomicInteger();

  /**
   * @param questions how many are answered with "not yet" before the video is ready
   */
  public FakeFal(MockWebServer server, byte[] video, int questions) {
    this.server = server;
    this.video = video;
    this.questions = questions;
  }

  @Override
  public MockResponse dispatch(RecordedRequest request) {
    String path = request.getUrl().encodedPath();
    if (request.getMethod().equals("POST")) {
      submissions.incrementAndGet();
      return FalAnswers.accepted();
    }
    if (path.endsWith("/status")) {
      return FalAnswers.status(asked.getAndIncrement() < questions ? "IN_PROGRESS" : "COMPLETED");
    }
    if (path.endsWith("/cancel")) {
      return FalAnswers.json(202, "{\"status\":\"CANCELLATION_REQUESTED\"}");
    }
    return path.startsWith("/files/") ? FalAnswers.file(video) : FalAnswers.result(server);
  }

  public int submissions() {
    return submissions.get();
  }
}
