package io.lethe.dev.fal.seen;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Locale;

/** The tree of what can be seen, as a page that loads nothing from elsewhere and runs no script. */
final class SightHtml {
  private static final String HEAD =
      """
      <!doctype html>
      <html lang="en">
      <head>
      <meta charset="utf-8">
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <title>What left the building</title>
      <style>
      :root { color-scheme: light dark; --line: #8884; --soft: #8881; --faint: #777; }
      body { font: 15px/1.5 system-ui, sans-serif; max-width: 60rem; margin: 2rem auto; padding: 0 1rem; }
      h1 { font-size: 1.6rem; margin: 0; }
      h2 { font-size: 1.1rem; margin: 2.5rem 0 .5rem; }
      article { border: 1px solid var(--line); border-radius: .6rem; padding: 1rem 1.2rem; margin: 1rem 0; }
      article h3 { margin: 0 0 .6rem; font-size: 1rem; display: flex; gap: .8rem; flex-wrap: wrap; align-items: baseline; }
      .faint { color: var(--faint); font-weight: normal; font-size: .87rem; }
      .tag { border-radius: 1rem; padding: 0 .7rem; font-size: .85rem; background: #2a72; }
      .tag.refused, .tag.failed { background: #c432; }
      .files { display: flex; gap: 1rem; flex-wrap: wrap; }
      figure { margin: 0 0 .8rem; }
      figure img { height: 160px; border-radius: .4rem; display: block; }
      figcaption { font-size: .85rem; color: var(--faint); max-width: 22rem; overflow-wrap: anywhere; }
      table { border-collapse: collapse; width: 100%; table-layout: fixed; font-size: .87rem; }
      th { text-align: left; font-weight: 500; width: min(15rem, 40%); overflow-wrap: anywhere; padding-right: 1.2rem; vertical-align: top; color: var(--faint); }
      td { overflow-wrap: anywhere; }
      td, th { padding-top: .15rem; padding-bottom: .15rem; }
      details { margin-top: .6rem; }
      summary { cursor: pointer; font-weight: 500; }
      pre { background: var(--soft); padding: .8rem 1rem; border-radius: .4rem; overflow-x: auto; font-size: .82rem; }
      </style>
      </head>
      <body>
      <h1>What left the building</h1>
      <p class="faint">The simulated fal.ai shows what it was sent, as the real one would have been sent it.
      Reload to see more. As JSON: <code>curl -H 'Accept: application/json'</code>.</p>
      """;

  private SightHtml() {}

  static String page(JsonNode all) {
    StringBuilder page = new StringBuilder(HEAD);
    page.append("<h2>Submissions: ").append(all.path("received").asInt()).append("</h2>\n");
    if (all.path("submissions").isEmpty()) {
      page.append("<p class=\"faint\">Nothing was sent since this started.</p>\n");
    }
    all.path("submissions").forEach(submission -> submission(submission, page));
    if (!all.path("requestsOfEarlierRuns").isEmpty()) {
      page.append("<h2>Requests of earlier runs</h2>\n");
      all.path("requestsOfEarlierRuns").forEach(request -> table(request, page));
    }
    page.append("<h2>Knobs</h2>\n<p class=\"faint\">Turn some: <code>")
        .append("curl -X PUT .../_sim/knobs -d '{\"nextFailures\":[\"CONTENT_POLICY\"]}'")
        .append("</code></p>\n<pre>")
        .append(escaped(all.path("knobs").toPrettyString()))
        .append("</pre>\n</body>\n</html>\n");
    return page.toString();
  }

  private static void submission(JsonNode submission, StringBuilder page) {
    JsonNode request = submission.path("request");
    boolean refused = submission.has("refused");
    String stage = refused ? "Refused" : request.path("stage").asText("Forgotten");
    page.append("<article>\n<h3>")
        .append(escaped(submission.path("endpoint").asText()))
        .append(" <span class=\"tag ")
        .append(stage.toLowerCase(Locale.ROOT))
        .append("\">")
        .append(escaped(stage))
        .append("</span> <span class=\"faint\">")
        .append(escaped(submission.path("at").asText()))
        .append("</span></h3>\n<div class=\"files\">\n");
    submission
        .path("files")
        .fields()
        .forEachRemaining(file -> figure(file.getKey(), file.getValue(), page));
    page.append("</div>\n");
    table(submission.path("parameters"), page);
    details("Headers", submission.path("headers"), submission.path("query").asText(), page);
    if (!refused) {
      life(request, page);
    }
    page.append("</article>\n");
  }

  private static void figure(String field, JsonNode file, StringBuilder page) {
    page.append("<figure>");
    if (file.has("thumbnail")) {
      page.append("<img alt=\"")
          .append(escaped(field))
          .append("\" src=\"")
          .append(escaped(file.path("thumbnail").asText()))
          .append("\">");
    }
    page.append("<figcaption><strong>")
        .append(escaped(field))
        .append("</strong>, ")
        .append(escaped(file.path("came").asText()))
        .append(": ")
        .append(escaped(file.path("contentType").asText()))
        .append(", ")
        .append(String.format(Locale.ROOT, "%,d", file.path("bytes").asLong()))
        .append(" bytes<br>SHA-256 ")
        .append(escaped(file.path("sha256").asText()))
        .append("</figcaption></figure>\n");
  }

  private static void details(String title, JsonNode pairs, String query, StringBuilder page) {
    page.append("<details><summary>").append(title).append("</summary>\n");
    table(pairs, page);
    if (!query.isEmpty()) {
      page.append("<p class=\"faint\">Query: ").append(escaped(query)).append("</p>\n");
    }
    page.append("</details>\n");
  }

  private static void life(JsonNode request, StringBuilder page) {
    page.append("<details open><summary>Life of ")
        .append(escaped(request.path("id").asText()))
        .append("</summary>\n<table>\n");
    request
        .path("life")
        .forEach(event -> row(event.path("at").asText(), event.path("what").asText(), page));
    page.append("</table></details>\n");
  }

  private static void table(JsonNode pairs, StringBuilder page) {
    page.append("<table>\n");
    pairs.fields().forEachRemaining(pair -> row(pair.getKey(), pair.getValue().asText(), page));
    page.append("</table>\n");
  }

  private static void row(String name, String value, StringBuilder page) {
    page.append("<tr><th scope=\"row\">")
        .append(escaped(name))
        .append("</th><td>")
        .append(escaped(value))
        .append("</td></tr>\n");
  }

  /** What came from outside is text here, never markup. */
  private static String escaped(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replace("'", "&#39;");
  }
}
