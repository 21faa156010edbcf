package io.lethe.process.log;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.Appender;
import com.codahale.metrics.MetricRegistry;
import io.dropwizard.logging.common.LoggingFactory;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.LoggerFactory;

/**
 * The logging that {@code config.yml} describes, with a {@link SafeAppender} in front of every
 * appender in it. Both processes take their logging from here alone, so no format, level, layout or
 * new appender in the configuration can put a personal value into a log.
 *
 * <p>It also takes the exceptions that end a thread, which the JVM would otherwise print with their
 * messages.
 */
public final class SafeLogging implements LoggingFactory {
  private final LoggingFactory configured;

  public SafeLogging(LoggingFactory configured) {
    this.configured = configured;
  }

  @Override
  public void configure(MetricRegistry metrics, String name) {
    configured.configure(metrics, name);
    guard(context());
    Thread.setDefaultUncaughtExceptionHandler(SafeLogging::uncaught);
  }

  /**
   * What was logged is written: behind the layer stand appenders that write on their own thread.
   */
  @Override
  public void stop() {
    configured.stop();
    for (Logger logger : context().getLoggerList()) {
      logger.detachAndStopAllAppenders();
    }
  }

  @Override
  public void reset() {
    configured.reset();
  }

  private static LoggerContext context() {
    return (LoggerContext) LoggerFactory.getILoggerFactory();
  }

  /** Puts the layer in front of every appender that does not have it yet. */
  private static void guard(LoggerContext context) {
    for (Logger logger : context.getLoggerList()) {
      for (Appender<ILoggingEvent> appender : appenders(logger)) {
        if (!(appender instanceof SafeAppender)) {
          logger.detachAppender(appender);
          logger.addAppender(SafeAppender.inFrontOf(appender, context));
        }
      }
    }
  }

  private static List<Appender<ILoggingEvent>> appenders(Logger logger) {
    List<Appender<ILoggingEvent>> appenders = new ArrayList<>();
    logger.iteratorForAppenders().forEachRemaining(appenders::add);
    return appenders;
  }

  private static void uncaught(Thread thread, Throwable failure) {
    LoggerFactory.getLogger(SafeLogging.class).error("a thread ended", failure);
  }
}
