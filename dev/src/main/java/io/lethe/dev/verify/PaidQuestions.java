package io.lethe.dev.verify;

import io.lethe.dev.sample.SampleFace;
import io.lethe.fal.Accepted;
import io.lethe.fal.Download;
import io.lethe.fal.FalClient;
import io.lethe.fal.FalEndpoint;
import io.lethe.fal.FalFailure;
import io.lethe.fal.FalField;
import io.lethe.fal.FalRequest;
import io.lethe.fal.FalStatus;
import io.lethe.fal.FalSubmission;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * The questions that cost one video of five seconds, of a drawn face. They are one story, asked in
 * its order: each needs what the one before it left.
 */
final class PaidQuestions {
  private static final Duration PATIENCE = Duration.ofMinutes(20);

  private final FalClient fal;
  private final FalEndpoint endpoint;
  private final String imageField;
  private final Duration pause;
  private final Clock clock;
  private Instant sentAt = Instant.MIN;
  private FalRequest request;
  private URI video = URI.create("");

  /**
   * @param imageField the field of the model's input that takes the picture
   * @param pause between two questions to the queue
   */
  PaidQuestions(
      FalClient fal, FalEndpoint endpoint, String imageField, Duration pause, Clock clock) {
    this.fal = fal;
    this.endpoint = endpoint;
    this.imageField = imageField;
    this.pause = pause;
    this.clock = clock;
    this.request = FalRequest.byId(endpoint, "none");
  }

  List<Question> story() {
    return List.of(
        new Question(8, "Does the model take a picture inside the submission?", this::submit),
        new Question(9, "Is a request listed while it is under way?", this::listedWhileRunning),
        new Question(10, "How does it end, and where is the video?", this::follow),
        new Question(11, "Is the video closed to strangers, and open to its owner?", this::closed),
        new Question(12, "Is it a whole video?", this::download),
        new Question(13, "Does deleting the payloads take the video away?", this::delete));
  }

  private String submit() {
    byte[] photo = SampleFace.jpeg();
    sentAt = clock.instant();
    Accepted accepted =
        fal.queue()
            .submit(
                new FalSubmission(
                    endpoint,
                    List.of(
                        new FalField.Text("prompt", "A slow smile"),
                        new FalField.Text("duration", "5"),
                        new FalField.File(
                            imageField,
                            "image/jpeg",
                            photo.length,
                            () -> new ByteArrayInputStream(photo))),
                    Duration.ofMinutes(15),
                    Duration.ofHours(1),
                    null));
    request = accepted.request();
    return "Accepted as "
        + request.id()
        + "; served from: "
        + accepted.servedFrom().orElse("not said")
        + ".";
  }

  private String listedWhileRunning() {
    boolean listed =
        fal
            .platform()
            .requests(endpoint, sentAt.minusSeconds(60), clock.instant().plusSeconds(60))
            .stream()
            .anyMatch(one -> one.id().equals(request.id()));
    return listed ? "Yes." : "No: only once it has ended, or later.";
  }

  private String follow() throws InterruptedException {
    Instant deadline = clock.instant().plus(PATIENCE);
    while (clock.instant().isBefore(deadline)) {
      if (fal.queue().status(request) instanceof FalStatus.Completed over) {
        if (over.failure().isPresent()) {
          throw over.failure().get();
        }
        video = fal.queue().result(request).video();
        Duration took = Duration.between(sentAt, clock.instant());
        return "After " + took.toSeconds() + " s, on " + video.getHost() + ".";
      }
      Thread.sleep(pause.toMillis());
    }
    return "Not within " + PATIENCE + ".";
  }

  private String closed() {
    return "Strangers: "
        + fal.files().probe(video)
        + ", its owner: "
        + fal.files().probeAsOwner(video)
        + ".";
  }

  private String download() throws IOException {
    try (Download download = fal.files().download(video)) {
      int bytes = download.body().readAllBytes().length;
      return bytes + " bytes of " + download.contentType().orElse("no type") + ".";
    }
  }

  private String delete() throws InterruptedException {
    if (!fal.platform().canDelete()) {
      return "Not asked: FAL_ADMIN_KEY is not set.";
    }
    String said = fal.platform().deletePayloads(request.id()).toString();
    Thread.sleep(pause.toMillis());
    return said
        + "; then strangers: "
        + fal.files().probe(video)
        + ", its owner: "
        + fal.files().probeAsOwner(video)
        + ", the result: "
        + result()
        + ".";
  }

  private String result() {
    try {
      fal.queue().result(request);
      return "still there";
    } catch (FalFailure failure) {
      return failure.kind().name();
    }
  }
}
