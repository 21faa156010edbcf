package io.lethe.dev.command;

import com.fasterxml.jackson.databind.JsonNode;
import io.lethe.dev.client.LetheClient;
import io.lethe.dev.client.Mailbox;
import io.lethe.dev.system.DevelopmentSettings;
import io.lethe.dev.system.Occupancy;
import io.lethe.dev.system.SystemAddresses;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Sends promotional mail with a running system, and shows what its gate makes of it. */
@Command(
    name = "mail",
    description = {
      "Sends promotional mail to everyone who agreed, with the system that ./lethe up keeps running.",
      "It goes to nobody's real mailbox: the development mailbox shows it.",
      "A mail that is not agreed to any more when it would be sent is held back."
    },
    footer = {
      "",
      "Try it:",
      "  ./lethe mail \"Films from paintings\" --agree ada --agree ben",
      "  (follow the link in ada's mail, press the button; the next goes to ben alone)",
      "  ./lethe mail \"Films from drawings\""
    },
    mixinStandardHelpOptions = true)
public final class MailCommand implements Callable<Integer> {
  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(500);

  /** The workers look every two seconds, and a mail takes the development mailbox no time. */
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(60);

  private final Map<String, String> environment;
  private final Terminal terminal;

  @Parameters(paramLabel = "TITLE", description = "The subject line.")
  private String title = "";

  @Option(
      names = "--text",
      paramLabel = "TEXT",
      defaultValue = "There is something new in the app. Have a look!",
      description = "What the mail says. Default: ${DEFAULT-VALUE}")
  private String text = "";

  @Option(
      names = "--agree",
      paramLabel = "NAME",
      description =
          "First, somebody of that name confirms the address NAME@example.org and agrees to promotional"
              + " mail. May be given several times.")
  private List<String> agreeing = List.of();

  @Option(
      names = "--number",
      paramLabel = "UUID",
      description = "The campaign's number: the same one is sent once. Default: a new one.")
  private @Nullable UUID number;

  public MailCommand(Map<String, String> environment, Terminal terminal) {
    this.environment = environment;
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws InterruptedException {
    DevelopmentSettings settings = DevelopmentSettings.of(environment, 0);
    SystemAddresses at = Occupancy.requireRunning(settings.folder());
    for (String name : agreeing) {
      agree(at, name);
    }
    LetheClient operator = LetheClient.forOperator(at.api(), at.identity(), "operator");
    UUID campaign = number == null ? UUID.randomUUID() : number;
    operator.campaign(campaign, title, text);
    terminal.say("Campaign " + campaign + " is ordered.");
    JsonNode done = settled(operator, campaign);
    terminal.say(
        "sent %d, suppressed %d, waiting %d, failed %d"
            .formatted(
                done.path("sent").asLong(),
                done.path("suppressed").asLong(),
                done.path("waiting").asLong(),
                done.path("failed").asLong()));
    terminal.say("The mailbox: " + at.mailbox());
    return ExitCode.OK;
  }

  private void agree(SystemAddresses at, String name) throws InterruptedException {
    LetheClient subject = LetheClient.forSubject(at.api(), at.identity(), name);
    String address = name + "@example.org";
    if (!address.equals(subject.get("/v1/me").path("email").asText())) {
      Mailbox mailbox = new Mailbox(at.mailbox());
      int known = mailbox.links(address).size();
      subject.giveEmail(address);
      subject.press(mailbox.awaitLink(address, known));
    }
    subject.consent(subject.notice("MARKETING"));
    terminal.say(address + " is confirmed, and agrees to promotional mail.");
  }

  /** The campaign once nothing more is to come, or after the longest wait. */
  private static JsonNode settled(LetheClient operator, UUID campaign) throws InterruptedException {
    long until = System.nanoTime() + LONGEST_WAIT.toNanos();
    JsonNode now = operator.get("/v1/campaigns/" + campaign);
    while (System.nanoTime() < until && !isSettled(now)) {
      Thread.sleep(BETWEEN_LOOKS.toMillis());
      now = operator.get("/v1/campaigns/" + campaign);
    }
    return now;
  }

  private static boolean isSettled(JsonNode campaign) {
    return campaign.has("completeAt") && campaign.path("waiting").asLong() == 0;
  }
}
