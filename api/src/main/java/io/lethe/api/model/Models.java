package io.lethe.api.model;

import io.lethe.domain.video.Model;
import io.lethe.domain.video.ModelId;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The models of the configuration, in its order. */
public final class Models {
  private final Map<String, Model> byId = new LinkedHashMap<>();

  /**
   * @throws IllegalArgumentException if there is none, or two have one id
   */
  public Models(List<Model> models) {
    if (models.isEmpty()) {
      throw new IllegalArgumentException("models: at least one is needed");
    }
    for (Model model : models) {
      if (byId.put(model.id().value(), model) != null) {
        throw new IllegalArgumentException("models: two have the id " + model.id());
      }
    }
  }

  public Optional<Model> find(String id) {
    return Optional.ofNullable(byId.get(id));
  }

  public Optional<Model> find(ModelId id) {
    return find(id.value());
  }

  public Set<String> ids() {
    return byId.keySet();
  }

  Collection<Model> all() {
    return byId.values();
  }
}
