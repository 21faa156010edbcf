package io.lethe.dev.command;

import io.lethe.dev.system.DevelopmentSettings;
import io.lethe.dev.system.SystemAddresses;

/** What a person needs to know once the system runs: where it is, and lines to paste. */
public final class Welcome {
  private Welcome() {}

  public static String text(SystemAddresses at, DevelopmentSettings settings) {
    return addresses(at, settings) + lines(at, settings);
  }

  private static String addresses(SystemAddresses at, DevelopmentSettings settings) {
    return """

        Lethe is up.
          API               %s
          API document      %s/openapi.json
          console for staff %s/console
          health, metrics   %s
          Temporal Web UI   %s
          sent to fal.ai    %s
          identity          %s   (gives a token to anybody: development only)
          mailbox           %s   (all mail that is sent)
          ledger            %s   (user postgres)
          data and logs     %s
        """
        .formatted(
            at.api(),
            at.api(),
            at.api(),
            at.apiAdmin(),
            at.temporalUi() == null ? "none with this Temporal server" : at.temporalUi(),
            at.sentToFal() == null ? "to the real one: see its dashboard" : at.sentToFal(),
            at.identity(),
            at.mailbox(),
            at.ledger(),
            settings.folder().root());
  }

  /** The whole way by hand, each line as it can be pasted into a POSIX shell, in this order. */
  private static String lines(SystemAddresses at, DevelopmentSettings settings) {
    return """

        By hand, line by line:
          API=%s
          TOKEN=$(curl -s %s/token -d subject=me | sed 's/.*"access_token" *: *"\\([^"]*\\)".*/\\1/')
          NOTICE=$(curl -s $API/v1/privacy/notices | grep -o '"hash" *: *"[0-9a-f]*"' | head -n 1 | grep -o '[0-9a-f]\\{64\\}')
          curl -s -X PUT $API/v1/consents/AI_PROCESSING -H "Authorization: Bearer $TOKEN" -H 'Content-Type: application/json' -d "{\\"noticeHash\\":\\"$NOTICE\\"}"
          JOB=$(curl -s $API/v1/videos -H "Authorization: Bearer $TOKEN" -H 'Content-Type: application/json' -d '{"model":"kling-2.5-turbo-standard","prompt":"A slow smile","durationSeconds":5}' | sed 's/^{"id":"\\([^"]*\\)".*/\\1/')
          curl -s -T '%s' $API/v1/videos/$JOB/uploads/photo -H "Authorization: Bearer $TOKEN" -H 'Content-Type: image/jpeg'
          curl -sN $API/v1/videos/$JOB/events -H "Authorization: Bearer $TOKEN" | sed '/"READY"/q'
          curl -s $API/v1/videos/$JOB/content -H "Authorization: Bearer $TOKEN" -o video.mp4
          curl -sN $API/v1/videos/$JOB/events -H "Authorization: Bearer $TOKEN" | grep ERAS
          curl -s $API/v1/videos/$JOB/receipt -H "Authorization: Bearer $TOKEN"
        Ctrl-C stops it; the data stays.
        """
        .formatted(
            at.api(),
            at.identity(),
            settings.home().resolve("dev/src/main/resources/io/lethe/dev/sample/sample-face.jpg"));
  }
}
