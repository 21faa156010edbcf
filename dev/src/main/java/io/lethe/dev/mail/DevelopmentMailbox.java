package io.lethe.dev.mail;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.common.html.HtmlEscapers;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * A real SMTP server that delivers to nobody: it keeps all mail in memory and shows it on a page.
 * It listens on loopback only and is never part of a production system.
 *
 * <p>{@code GET /} answers the page, {@code GET /messages} the same as JSON, newest first.
 */
public final class DevelopmentMailbox implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final GreenMail smtp;
  private final HttpServer pages;

  private DevelopmentMailbox(GreenMail smtp, HttpServer pages) {
    this.smtp = smtp;
    this.pages = pages;
  }

  /** Listens on both ports of loopback; 0 takes a free one. */
  public static DevelopmentMailbox start(int smtpPort, int pagePort) throws IOException {
    HttpServer pages =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), pagePort), 0);
    GreenMail smtp =
        new GreenMail(
            smtpPort == 0
                ? ServerSetup.SMTP.dynamicPort()
                : new ServerSetup(smtpPort, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
    DevelopmentMailbox mailbox = new DevelopmentMailbox(smtp, pages);
    pages.createContext("/messages", mailbox::answerMessages);
    pages.createContext("/", mailbox::answerPage);
    smtp.start();
    pages.start();
    return mailbox;
  }

  public int smtpPort() {
    return smtp.getSmtp().getPort();
  }

  public String page() {
    return "http://localhost:" + pages.getAddress().getPort();
  }

  @Override
  public void close() {
    pages.stop(0);
    smtp.stop();
  }

  /**
   * One mail.
   *
   * @param text the plain form
   */
  record Received(String to, String subject, String text, String html) {
    static Received of(MimeMessage message) {
      try {
        return new Received(
            message.getAllRecipients()[0].toString(),
            message.getSubject(),
            Parts.find(message, "text/plain"),
            Parts.find(message, "text/html"));
      } catch (MessagingException | IOException unreadable) {
        return new Received("", "(unreadable)", "", "");
      }
    }
  }

  private List<Received> newestFirst() {
    List<Received> mails = new ArrayList<>();
    for (MimeMessage message : smtp.getReceivedMessages()) {
      mails.add(0, Received.of(message));
    }
    return mails;
  }

  private void answerMessages(HttpExchange exchange) throws IOException {
    answer(exchange, 200, "application/json", JSON.writeValueAsString(newestFirst()));
  }

  private void answerPage(HttpExchange exchange) throws IOException {
    if (!exchange.getRequestURI().getPath().equals("/")) {
      answer(exchange, 404, "text/plain; charset=utf-8", "There is one page, at /");
      return;
    }
    StringBuilder list = new StringBuilder();
    for (Received mail : newestFirst()) {
      list.append(
          """
          <article>
          <h2>%s</h2>
          <p>To %s</p>
          <iframe sandbox="allow-popups" title="The mail as HTML" srcdoc="%s"></iframe>
          <details><summary>As plain text</summary><pre>%s</pre></details>
          </article>
          """
              .formatted(
                  escaped(mail.subject()),
                  escaped(mail.to()),
                  escaped(withLinksInNewTabs(mail.html())),
                  escaped(mail.text())));
    }
    answer(
        exchange,
        200,
        "text/html; charset=utf-8",
        """
        <!doctype html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width">
        <title>Development mailbox</title>
        <style>
        body { font-family: sans-serif; line-height: 1.5; max-width: 50rem; margin: 2rem auto; padding: 0 1rem }
        article { border: 1px solid #999; border-radius: 4px; padding: 0 1rem 1rem; margin: 1rem 0 }
        iframe { width: 100%%; height: 16rem; border: 1px solid #ccc; background: #fff }
        pre { white-space: pre-wrap; overflow-wrap: anywhere }
        </style>
        </head>
        <body>
        <h1>Development mailbox</h1>
        <p>All mail that was sent since the start, newest first. It went to nobody.</p>
        %s
        </body>
        </html>
        """
            .formatted(list.isEmpty() ? "<p>No mail yet.</p>" : list));
  }

  /** Links that opened within the frame would lose their page. */
  private static String withLinksInNewTabs(String html) {
    return html.replace("<head>", "<head><base target=\"_blank\">");
  }

  private static String escaped(String text) {
    return HtmlEscapers.htmlEscaper().escape(text);
  }

  private static void answer(HttpExchange exchange, int status, String type, String body)
      throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", type);
    try (exchange) {
      exchange.sendResponseHeaders(status, bytes.length);
      exchange.getResponseBody().write(bytes);
    }
  }
}
