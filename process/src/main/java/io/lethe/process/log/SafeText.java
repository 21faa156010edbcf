package io.lethe.process.log;

import ch.qos.logback.classic.spi.ILoggingEvent;
import java.time.Duration;
import java.time.temporal.TemporalAccessor;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.helpers.MessageFormatter;

/**
 * Which words of an event may stand in a log.
 *
 * <ul>
 *   <li>Our own code is held to decisions and opaque ids by review; its words pass, on one line and
 *       cut to a length. Exceptions among its arguments are reduced to their class.
 *   <li>Of a library's event the template passes, which somebody wrote beforehand, and arguments
 *       that are numbers, times, constants or classes. Any other argument is named by its class.
 *   <li>A library's text without a template may have been put together from anything. It passes
 *       only for libraries that were looked through and log with templates.
 * </ul>
 */
final class SafeText {
  private static final String OURS = "io.lethe.";

  /**
   * They log with templates; what they put together themselves names their own parts: connectors,
   * routes, migrations, task queues.
   */
  private static final List<String> LOOKED_THROUGH =
      List.of("io.dropwizard.", "org.eclipse.jetty.", "org.flywaydb.", "io.temporal.");

  /** Dropwizard lists all routes in one event; nothing of ours is near it. */
  private static final int LONGEST = 4000;

  private static final String WITHHELD = "(a text of this library is withheld)";

  private SafeText() {}

  static String of(ILoggingEvent event) {
    String template = event.getMessage();
    Object[] arguments = event.getArgumentArray();
    if (template == null) {
      return "";
    }
    String logger = event.getLoggerName();
    if (logger.startsWith(OURS)) {
      return shown(formatted(template, arguments, SafeText::own));
    }
    if (arguments != null && arguments.length > 0) {
      return shown(formatted(template, arguments, SafeText::foreign));
    }
    boolean passes = LOOKED_THROUGH.stream().anyMatch(logger::startsWith);
    return passes ? shown(template) : WITHHELD;
  }

  private interface Rendering {
    String of(@Nullable Object argument);
  }

  private static String formatted(
      String template, Object @Nullable [] arguments, Rendering rendering) {
    if (arguments == null) {
      return template;
    }
    Object[] safe = Arrays.stream(arguments).map(rendering::of).toArray();
    return MessageFormatter.arrayFormat(template, safe).getMessage();
  }

  private static String own(@Nullable Object argument) {
    return argument instanceof Throwable failure
        ? failure.getClass().getSimpleName()
        : String.valueOf(argument);
  }

  private static String foreign(@Nullable Object argument) {
    if (argument == null) {
      return "null";
    }
    if (argument instanceof Class<?> type) {
      return type.getName();
    }
    boolean plain =
        argument instanceof Number
            || argument instanceof Boolean
            || argument instanceof Enum<?>
            || argument instanceof UUID
            || argument instanceof Duration
            || argument instanceof TemporalAccessor;
    return plain ? argument.toString() : "<" + argument.getClass().getSimpleName() + ">";
  }

  /** Line breaks are for layouts alone: nobody may write a line that looks like another event. */
  private static String shown(String text) {
    String cut = text.length() > LONGEST ? text.substring(0, LONGEST) + " ..." : text;
    return cut.replaceAll("[\\p{Cntrl}&&[^\\n]]", " ").replace("\n", "\n  ");
  }
}
