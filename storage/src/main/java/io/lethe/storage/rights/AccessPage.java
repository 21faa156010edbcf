package io.lethe.storage.rights;

import io.lethe.domain.SubjectId;
import io.lethe.storage.holding.ExportedRows;
import io.lethe.storage.holding.Holding;
import io.lethe.storage.holding.Holdings;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The readable part of an access package, streamed. It is inert: no script, nothing that is loaded,
 * every text escaped, whatever somebody called themselves.
 */
final class AccessPage implements ExportedRows, AutoCloseable {
  private final Writer page;
  private final AboutData about;
  private @Nullable String list;

  AccessPage(OutputStream out, AboutData about) {
    this.page = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8));
    this.about = about;
  }

  void write(Holdings holdings, SubjectId subject) throws IOException {
    page.write(
        """
        <!doctype html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width">
        <meta http-equiv="Content-Security-Policy" content="default-src 'none'">
        <title>Your data</title>
        </head>
        <body>
        <h1>Your data</h1>
        """);
    paragraph("All that is kept of you, as of " + about.madeAt() + ". The same is in data.json.");
    for (AboutData.Place place : about.places()) {
      heading(place.name());
      paragraph(place.what());
      lines("Why", place.purposes());
      lines("Legal basis", place.bases());
      lines("Kept for", place.keptFor());
    }
    heading("What is kept");
    for (Holding holding : holdings.all()) {
      holding.export(subject, this);
    }
    endList();
    if (list == null) {
      paragraph("Nothing is kept of you.");
    }
    heading("Your rights");
    for (String right : about.rights()) {
      paragraph(right);
    }
    paragraph(about.complaint());
    page.write("</body>\n</html>\n");
  }

  @Override
  public void add(String name, Map<String, ? extends @Nullable Object> row) throws IOException {
    if (!name.equals(list)) {
      endList();
      list = name;
      page.write("<h3>" + escaped(name) + "</h3>\n<table>\n<tr>");
      for (String column : row.keySet()) {
        page.write("<th>" + escaped(column) + "</th>");
      }
      page.write("</tr>\n");
    }
    page.write("<tr>");
    for (Object value : row.values()) {
      page.write("<td>" + (value == null ? "" : escaped(value.toString())) + "</td>");
    }
    page.write("</tr>\n");
  }

  private void endList() throws IOException {
    if (list != null) {
      page.write("</table>\n");
    }
  }

  private void heading(String text) throws IOException {
    page.write("<h2>" + escaped(text) + "</h2>\n");
  }

  private void paragraph(String text) throws IOException {
    page.write("<p>" + escaped(text) + "</p>\n");
  }

  private void lines(String title, List<String> lines) throws IOException {
    if (!lines.isEmpty()) {
      paragraph(title + ": " + String.join("; ", lines) + ".");
    }
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replace("'", "&#39;");
  }

  @Override
  public void close() throws IOException {
    page.flush();
  }
}
