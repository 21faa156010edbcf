package io.lethe.process.log;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.classic.spi.LoggingEvent;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.UnsynchronizedAppenderBase;
import ch.qos.logback.core.spi.AppenderAttachable;
import ch.qos.logback.core.spi.AppenderAttachableImpl;
import java.util.Iterator;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Passes on to other appenders what {@link SafeText} lets through of an event, and of its exception
 * the classes and the lines of code. Context maps, markers and key-value pairs stay behind.
 *
 * <p>Also for {@code logback.xml}, with {@code appender-ref} inside it as in an async appender.
 */
public final class SafeAppender extends UnsynchronizedAppenderBase<ILoggingEvent>
    implements AppenderAttachable<ILoggingEvent> {
  private final AppenderAttachableImpl<ILoggingEvent> guarded = new AppenderAttachableImpl<>();

  /** One that is started. */
  static SafeAppender inFrontOf(Appender<ILoggingEvent> appender, LoggerContext context) {
    SafeAppender safe = new SafeAppender();
    safe.setContext(context);
    safe.setName(appender.getName());
    safe.addAppender(appender);
    safe.start();
    return safe;
  }

  @Override
  protected void append(ILoggingEvent event) {
    guarded.appendLoopOnAppenders(safe(event));
  }

  private LoggingEvent safe(ILoggingEvent event) {
    IThrowableProxy failure = event.getThrowableProxy();
    SafeEvent safe = new SafeEvent(failure == null ? null : new WordlessFailure(failure));
    safe.setLoggerContext((LoggerContext) getContext());
    safe.setLoggerName(event.getLoggerName());
    safe.setLevel(event.getLevel());
    safe.setThreadName(threadName(event.getThreadName()));
    safe.setInstant(event.getInstant());
    safe.setMessage(SafeText.of(event));
    safe.setMDCPropertyMap(Map.of());
    return safe;
  }

  /** Servers write the address of the request they serve behind the name of the thread. */
  private static String threadName(@Nullable String name) {
    return name == null ? "" : name.split(" ", 2)[0];
  }

  @Override
  public void stop() {
    guarded.detachAndStopAllAppenders();
    super.stop();
  }

  @Override
  public void addAppender(Appender<ILoggingEvent> appender) {
    guarded.addAppender(appender);
  }

  @Override
  public Iterator<Appender<ILoggingEvent>> iteratorForAppenders() {
    return guarded.iteratorForAppenders();
  }

  @Override
  public @Nullable Appender<ILoggingEvent> getAppender(String name) {
    return guarded.getAppender(name);
  }

  @Override
  public boolean isAttached(Appender<ILoggingEvent> appender) {
    return guarded.isAttached(appender);
  }

  @Override
  public void detachAndStopAllAppenders() {
    guarded.detachAndStopAllAppenders();
  }

  @Override
  public boolean detachAppender(Appender<ILoggingEvent> appender) {
    return guarded.detachAppender(appender);
  }

  @Override
  public boolean detachAppender(String name) {
    return guarded.detachAppender(name);
  }

  /** Logback's own event takes no exception but a live one, with its message. */
  private static final class SafeEvent extends LoggingEvent {
    private final @Nullable WordlessFailure failure;

    SafeEvent(@Nullable WordlessFailure failure) {
      this.failure = failure;
    }

    @Override
    public @Nullable IThrowableProxy getThrowableProxy() {
      return failure;
    }
  }
}
