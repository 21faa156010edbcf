package io.lethe.dev.verify;

import io.lethe.fal.FalClient;
import io.lethe.fal.FalEndpoint;
import io.lethe.fal.FalFailure;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Puts the questions to fal.ai and says what came back. Sends nothing of anybody's. */
public final class FalVerification {
  private static final String KLING = "fal-ai/kling-video/";

  /** The cheapest of the catalogue comes first: it is the one that is paid for. */
  private static final List<FalEndpoint> ENDPOINTS =
      Stream.of(
              "v2.5-turbo/standard/image-to-video",
              "v2.5-turbo/pro/image-to-video",
              "v2.6/pro/image-to-video",
              "v3/standard/image-to-video",
              "v3/pro/image-to-video",
              "v3/turbo/standard/image-to-video",
              "v3/turbo/pro/image-to-video",
              "v2.6/pro/motion-control",
              "v2.6/standard/motion-control",
              "o1/video-to-video/edit")
          .map(path -> new FalEndpoint(KLING + path))
          .toList();

  private static final String IMAGE_FIELD = "image_url";

  private final FalQuestions free;
  private final PaidQuestions paid;
  private final Consumer<String> say;

  /**
   * @param noFile an address on the file server where no file is
   * @param pause between two questions about the same video
   */
  public FalVerification(
      FalClient fal, URI noFile, Duration pause, Clock clock, Consumer<String> say) {
    this.free = new FalQuestions(fal, ENDPOINTS, noFile, clock);
    this.paid = new PaidQuestions(fal, ENDPOINTS.get(0), IMAGE_FIELD, pause, clock);
    this.say = say;
  }

  /**
   * @param pay whether to order a video too
   * @return whether every question got an answer
   */
  public boolean run(boolean pay) {
    boolean all = true;
    for (Question question : free.free()) {
      all &= ask(question);
    }
    if (!pay) {
      say.accept("Questions 8 to 13 order a video, which is billed: ask them with --pay.");
      return all;
    }
    for (Question question : paid.story()) {
      if (!ask(question)) {
        return false;
      }
    }
    return all;
  }

  private boolean ask(Question question) {
    say.accept("%2d.  %s".formatted(question.number(), question.words()));
    try {
      say.accept("     " + question.answer().ask());
      return true;
    } catch (FalFailure failure) {
      say.accept("     No answer. " + failure.getMessage());
      return false;
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      return false;
    } catch (Exception broken) {
      say.accept("     No answer: " + broken.getClass().getSimpleName());
      return false;
    }
  }
}
