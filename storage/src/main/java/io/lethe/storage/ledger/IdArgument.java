package io.lethe.storage.ledger;

import java.lang.reflect.Type;
import java.sql.Types;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jdbi.v3.core.argument.Argument;
import org.jdbi.v3.core.argument.ArgumentFactory;
import org.jdbi.v3.core.config.ConfigRegistry;
import org.jspecify.annotations.Nullable;

/** Binds an id of the domain as the {@code uuid} it wraps. */
record IdArgument<T>(Class<T> idType, Function<T, UUID> toUuid) implements ArgumentFactory {

  @Override
  public Optional<Argument> build(Type type, @Nullable Object value, ConfigRegistry config) {
    if (type != idType && !idType.isInstance(value)) {
      return Optional.empty();
    }
    UUID uuid = value == null ? null : toUuid.apply(idType.cast(value));
    return Optional.of(
        (position, statement, context) -> statement.setObject(position, uuid, Types.OTHER));
  }
}
