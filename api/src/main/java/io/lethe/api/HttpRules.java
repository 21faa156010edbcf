package io.lethe.api;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.type.LogicalType;
import io.dropwizard.auth.AuthDynamicFeature;
import io.dropwizard.auth.AuthValueFactoryProvider;
import io.dropwizard.core.server.AbstractServerFactory;
import io.dropwizard.core.setup.Environment;
import io.lethe.api.identity.Bearer;
import io.lethe.api.identity.BearerFilter;
import io.lethe.api.identity.NetworkOfRequest;
import io.lethe.api.identity.SeenFrom;
import io.lethe.api.problem.JettyProblems;
import io.lethe.api.problem.ProblemMapper;
import io.lethe.storage.identifier.Identifiers;
import jakarta.servlet.DispatcherType;
import java.util.EnumSet;
import java.util.List;
import org.glassfish.jersey.media.sse.SseFeature;
import org.glassfish.jersey.server.ServerProperties;

/** What holds for every route: JSON taken strictly, failures as problems, tokens, headers. */
final class HttpRules {
  private static final List<LogicalType> NOT_TEXT =
      List.of(LogicalType.Boolean, LogicalType.Integer, LogicalType.Float);

  private HttpRules() {}

  static void apply(
      ApiConfiguration configuration,
      Environment environment,
      BearerFilter bearers,
      Identifiers identifiers) {
    if (configuration.getServerFactory() instanceof AbstractServerFactory server) {
      server.setRegisterDefaultExceptionMappers(false);
    }
    strict(environment.getObjectMapper());
    JettyProblems problems = new JettyProblems(environment.getObjectMapper());
    environment.getApplicationContext().setErrorHandler(problems);
    environment.lifecycle().addServerLifecycleListener(server -> server.setErrorHandler(problems));

    // Else an empty answer goes through Jetty's error page and loses its headers.
    environment.jersey().property(ServerProperties.RESPONSE_SET_STATUS_OVER_SEND_ERROR, true);
    environment.jersey().property(ServerProperties.WADL_FEATURE_DISABLE, true);
    // Else Location would repeat the Host header, which is the caller's word, or a proxy's.
    environment
        .jersey()
        .property(ServerProperties.LOCATION_HEADER_RELATIVE_URI_RESOLUTION_DISABLED, true);
    environment.jersey().register(ProblemMapper.class);
    environment.jersey().register(SseFeature.class);
    environment.jersey().register(new AuthDynamicFeature(bearers));
    environment.jersey().register(new SeenFrom(identifiers));
    environment
        .servlets()
        .addFilter("network", new NetworkOfRequest())
        .addMappingForUrlPatterns(EnumSet.of(DispatcherType.REQUEST), false, "/*");
    environment
        .servlets()
        .addFilter("content-type", new ContentTypeCheck())
        .addMappingForUrlPatterns(EnumSet.of(DispatcherType.REQUEST), true, "/*");
    environment.jersey().register(new AuthValueFactoryProvider.Binder<>(Bearer.class));
    environment.jersey().register(new PathWords());
    environment.jersey().register(new JsonBodyLimit());
    environment.jersey().register(new SafeHeaders());
  }

  /** What a client misspells is told, not passed over; nothing is bent until it fits. */
  private static void strict(ObjectMapper json) {
    json.enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
        .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
        .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
        .enable(DeserializationFeature.FAIL_ON_NUMBERS_FOR_ENUMS)
        .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
        .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
        .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
        .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS);
    for (LogicalType number : NOT_TEXT) {
      json.coercionConfigFor(number).setCoercion(CoercionInputShape.String, CoercionAction.Fail);
    }
    json.coercionConfigFor(LogicalType.Textual)
        .setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail)
        .setCoercion(CoercionInputShape.Integer, CoercionAction.Fail)
        .setCoercion(CoercionInputShape.Float, CoercionAction.Fail);
  }
}
