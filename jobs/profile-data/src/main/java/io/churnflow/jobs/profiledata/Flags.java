package io.churnflow.jobs.profiledata;

import io.churnflow.learning.profile.ColumnProfile;
import io.churnflow.learning.profile.ProfiledColumn;
import io.churnflow.learning.profile.Suspicion;
import io.churnflow.learning.profile.TableProfile;
import io.churnflow.reporting.html.Element;
import io.churnflow.reporting.html.Node;
import java.util.ArrayList;
import java.util.List;

/// A word or two beside a column's name for each thing that is suspicious about it.
final class Flags {
  private Flags() {}

  static List<Element> of(ColumnProfile column, TableProfile profile) {
    List<Element> flags = new ArrayList<>();
    for (Suspicion suspicion : profile.suspicions()) {
      if (suspicion.columns().contains(column.name())) {
        flags.add(flag(word(suspicion.kind())));
      }
    }
    if (column.visibility() == ProfiledColumn.Visibility.PERSONAL) {
      flags.add(flag("personal"));
    }
    if (column.visibility() == ProfiledColumn.Visibility.EXCLUDED) {
      flags.add(flag("excluded"));
    }
    return flags;
  }

  private static Element flag(String word) {
    return Node.of("span", word).classed("flag");
  }

  private static String word(Suspicion.Kind kind) {
    return switch (kind) {
      case LEAKING -> "leak?";
      case COPIED_COLUMNS -> "copy";
      case CONSTANT -> "constant";
      case ID_LIKE -> "id?";
      case MOSTLY_MISSING -> "mostly missing";
      case TELLING_MISSING -> "missing tells";
      case MANY_CATEGORIES -> "many categories";
      case CORRELATED -> "correlated";
      case OUTLIERS -> "outliers";
      case RARE_POSITIVES, COPIED_ROWS -> kind.name();
    };
  }
}
