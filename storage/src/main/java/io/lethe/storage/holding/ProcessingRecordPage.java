package io.lethe.storage.holding;

import io.lethe.storage.holding.ProcessingRecord.Activity;
import java.util.List;

/** Draws {@code docs/record-of-processing.html}, for people who have to read and sign it. */
public final class ProcessingRecordPage {
  private ProcessingRecordPage() {}

  public static String html(ProcessingRecord record) {
    StringBuilder page =
        new StringBuilder(
            """
            <!doctype html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <title>Record of processing activities</title>
            </head>
            <body>
            <h1>Record of processing activities</h1>
            <p>GDPR Art. 30(1). Drawn from what the ledger says of its own columns; a test holds this page to it.</p>
            <h2>Controller</h2>
            """);
    page.append("<p>").append(escaped(record.controller())).append("</p>\n");
    record.activities().forEach(activity -> activity(page, activity));
    page.append("<h2>Technical and organisational measures</h2>\n");
    list(page, record.security());
    return page.append("</body>\n</html>\n").toString();
  }

  private static void activity(StringBuilder page, Activity activity) {
    page.append("<h2>").append(escaped(activity.name())).append("</h2>\n");
    page.append("<p>").append(escaped(activity.what())).append("</p>\n");
    part(page, "Purposes", activity.purposes());
    part(page, "Legal bases", activity.bases());
    part(page, "Whose data", List.of(activity.people()));
    part(page, "Which data", activity.data());
    part(page, "Recipients", activity.recipients());
    part(page, "Transfers to third countries", List.of(activity.transfers()));
    part(page, "Kept for", activity.terms());
  }

  private static void part(StringBuilder page, String title, List<String> lines) {
    page.append("<h3>").append(title).append("</h3>\n");
    list(page, lines.isEmpty() ? List.of("None.") : lines);
  }

  private static void list(StringBuilder page, List<String> lines) {
    page.append("<ul>\n");
    lines.forEach(line -> page.append("<li>").append(escaped(line)).append("</li>\n"));
    page.append("</ul>\n");
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }
}
