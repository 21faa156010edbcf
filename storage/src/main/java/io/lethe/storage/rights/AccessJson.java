package io.lethe.storage.rights;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.lethe.domain.SubjectId;
import io.lethe.storage.holding.ExportedRows;
import io.lethe.storage.holding.Holding;
import io.lethe.storage.holding.Holdings;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The machine-readable part of an access package, streamed. */
final class AccessJson implements ExportedRows, AutoCloseable {
  private static final JsonMapper JSON =
      JsonMapper.builder()
          .addModule(new JavaTimeModule())
          .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
          .build();

  private final JsonGenerator json;
  private final AboutData about;
  private @Nullable String list;

  AccessJson(OutputStream out, AboutData about) throws IOException {
    this.json = JSON.createGenerator(out);
    this.about = about;
  }

  void write(Holdings holdings, SubjectId subject) throws IOException {
    json.writeStartObject();
    json.writePOJOField("about", about);
    json.writeObjectFieldStart("data");
    for (Holding holding : holdings.all()) {
      holding.export(subject, this);
    }
    endList();
    json.writeEndObject();
    json.writeEndObject();
  }

  @Override
  public void add(String name, Map<String, ? extends @Nullable Object> row) throws IOException {
    if (!name.equals(list)) {
      endList();
      json.writeArrayFieldStart(name);
      list = name;
    }
    json.writePOJO(row);
  }

  private void endList() throws IOException {
    if (list != null) {
      json.writeEndArray();
    }
  }

  @Override
  public void close() throws IOException {
    json.close();
  }
}
