package io.lethe.dev.command;

import io.lethe.dev.ExplainedFailure;
import io.lethe.dev.client.Journey;
import io.lethe.dev.client.Journey.Made;
import io.lethe.dev.client.LetheClient;
import io.lethe.dev.client.Photo;
import io.lethe.dev.client.Uploads;
import io.lethe.dev.system.DevelopmentSettings;
import io.lethe.dev.system.Occupancy;
import io.lethe.dev.system.SystemAddresses;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Orders a video from a running system. */
@Command(
    name = "make",
    description = {
      "Makes a video from a photo or a clip with the system that ./lethe up keeps running.",
      "Running it gives the consent that this needs, as the subject that is named."
    },
    mixinStandardHelpOptions = true)
public final class MakeCommand implements Callable<Integer> {
  private static final int MOST_REFERENCES = 4;

  private final Map<String, String> environment;
  private final Terminal terminal;

  @Parameters(
      arity = "1..*",
      paramLabel = "FILE",
      description =
          "A JPEG, PNG or WebP picture, an MP4 or QuickTime clip, or both where the model needs both.")
  private List<Path> files = List.of();

  @Option(
      names = "--tail",
      paramLabel = "FILE",
      description = "The picture that the video ends with, for models that take one.")
  private @Nullable Path tail;

  @Option(
      names = "--reference",
      paramLabel = "FILE",
      description =
          "A picture of what is to appear, for kling-o1-edit, whose prompt calls the first one @Image1;"
              + " may be repeated, up to four times.")
  private List<Path> references = List.of();

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FILE",
      defaultValue = "video.mp4",
      description = "Where to save the video. Default: ${DEFAULT-VALUE}")
  private Path output = Path.of("");

  @Option(
      names = "--subject",
      paramLabel = "NAME",
      defaultValue = "me",
      description = "Whose token to order with. Default: ${DEFAULT-VALUE}")
  private String subject = "";

  @Mixin private WishOptions wishOptions = new WishOptions();

  public MakeCommand(Map<String, String> environment, Terminal terminal) {
    this.environment = environment;
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws IOException {
    Uploads uploads = uploads();
    Path target = Destination.require(output);
    DevelopmentSettings settings = DevelopmentSettings.of(environment, 0);
    SystemAddresses at = Occupancy.requireRunning(settings.folder());
    LetheClient client = LetheClient.forSubject(at.api(), at.identity(), subject);
    Journey journey = new Journey(client, InstantSource.system());
    terminal.say("Consent given as " + subject + ": " + NoticeLine.of(journey.consent()));
    Made made;
    try (ProgressBar bar = new ProgressBar(terminal, InstantSource.system())) {
      made = journey.make(wishOptions.wish(client, uploads), uploads, job -> target, bar);
    }
    Path receipt = ReceiptPaper.of(made.signedReceipt(), client).save(made.video());
    terminal.say("The video:   " + made.video().toAbsolutePath().normalize());
    terminal.say("The receipt: " + receipt.toAbsolutePath().normalize());
    return ExitCode.OK;
  }

  private Uploads uploads() {
    Map<String, Photo> meant = new LinkedHashMap<>();
    if (tail != null) {
      meant.put("tail", Photo.of(tail));
    }
    if (references.size() > MOST_REFERENCES) {
      throw new ExplainedFailure("There can be four references at most.");
    }
    for (int i = 0; i < references.size(); i++) {
      meant.put("reference-" + (i + 1), Photo.of(references.get(i)));
    }
    return new Uploads(files.stream().map(Photo::of).toList(), meant);
  }
}
