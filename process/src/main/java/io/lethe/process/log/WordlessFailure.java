package io.lethe.process.log;

import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.classic.spi.StackTraceElementProxy;
import ch.qos.logback.classic.spi.ThrowableProxy;
import java.sql.SQLException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * An exception as it may stand in a log: classes, causes, lines of code, and the SQL state of a
 * database's refusal. Never its message: PostgreSQL repeats the values it refuses there, JSON
 * parsers their source, HTTP clients their addresses.
 */
record WordlessFailure(IThrowableProxy failure) implements IThrowableProxy {

  @Override
  public String getMessage() {
    return "";
  }

  /** Stands in place of class and message. */
  @Override
  public String getOverridingMessage() {
    return failure.getClassName() + sqlState();
  }

  private String sqlState() {
    return failure instanceof ThrowableProxy proxy
            && proxy.getThrowable() instanceof SQLException sql
            && sql.getSQLState() != null
        ? " SQL state " + sql.getSQLState()
        : "";
  }

  @Override
  public String getClassName() {
    return failure.getClassName();
  }

  @Override
  public StackTraceElementProxy[] getStackTraceElementProxyArray() {
    return failure.getStackTraceElementProxyArray();
  }

  @Override
  public int getCommonFrames() {
    return failure.getCommonFrames();
  }

  @Override
  public @Nullable IThrowableProxy getCause() {
    return failure.getCause() == null ? null : new WordlessFailure(failure.getCause());
  }

  @Override
  public IThrowableProxy[] getSuppressed() {
    IThrowableProxy[] suppressed = failure.getSuppressed();
    return suppressed == null
        ? new IThrowableProxy[0]
        : Arrays.stream(suppressed).map(WordlessFailure::new).toArray(IThrowableProxy[]::new);
  }

  @Override
  public boolean isCyclic() {
    return failure.isCyclic();
  }
}
