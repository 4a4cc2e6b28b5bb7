package io.churnflow.jobs.infercontract;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/// What the words of a column's name, or a value, suggest.
final class Words {
  private static final Pattern BETWEEN = Pattern.compile("[^A-Za-z0-9]+|(?<=[a-z])(?=[A-Z])");
  private static final Set<String> CHURN =
      Set.of("churn", "churned", "churner", "attrition", "attrited", "exited", "target", "label");
  private static final Set<String> OUTCOME =
      Set.of(
          "left",
          "leaver",
          "exit",
          "cancelled",
          "canceled",
          "outcome",
          "class",
          "y",
          "default",
          "defaulted",
          "response",
          "converted",
          "lapsed",
          "terminated",
          "cancellation",
          "quit");
  private static final Set<String> IDENTITY = Set.of("id", "ids", "uuid", "guid", "identifier");
  private static final Set<String> NUMBERING =
      Set.of("key", "number", "no", "nr", "num", "code", "index", "rownumber", "ref", "reference");
  private static final Set<String> PERSONAL =
      Set.of(
          "email",
          "mail",
          "ssn",
          "iban",
          "passport",
          "birthdate",
          "birthday",
          "birth",
          "dob",
          "surname",
          "lastname",
          "firstname",
          "fullname",
          "address",
          "street",
          "telephone",
          "mobile",
          "msisdn");
  private static final Set<String> POSITIVE =
      Set.of(
          "yes",
          "true",
          "1",
          "y",
          "t",
          "churn",
          "churned",
          "left",
          "exited",
          "leaver",
          "gone",
          "cancelled",
          "canceled",
          "attrited",
          "attrited customer",
          "positive",
          "lost",
          "inactive",
          "1.0",
          "ja",
          "oui",
          "si");
  private static final Set<String> NEGATIVE =
      Set.of(
          "no",
          "false",
          "0",
          "n",
          "f",
          "stayed",
          "retained",
          "active",
          "existing",
          "existing customer",
          "loyal",
          "negative",
          "kept",
          "0.0",
          "non",
          "nein",
          "not churned");

  private Words() {}

  private static List<String> of(String name) {
    return Arrays.stream(BETWEEN.split(name, -1))
        .filter(word -> !word.isEmpty())
        .map(word -> word.toLowerCase(Locale.ROOT))
        .toList();
  }

  private static boolean any(String name, Set<String> words) {
    return of(name).stream().anyMatch(words::contains);
  }

  /// How much a column's name sounds like the target's: 0 not at all, to 2.
  static int likeTarget(String name) {
    return any(name, CHURN) ? 2 : any(name, OUTCOME) ? 1 : 0;
  }

  /// How much a column's name sounds like an id's: 0 not at all, to 2.
  static int likeId(String name) {
    boolean id = any(name, IDENTITY) || name.toLowerCase(Locale.ROOT).endsWith("id");
    return id ? 2 : any(name, NUMBERING) ? 1 : 0;
  }

  /// Whether a column's name says that people's own data are in it.
  static boolean likePersonal(String name) {
    List<String> words = of(name);
    return any(name, PERSONAL) || words.equals(List.of("phone")) || words.equals(List.of("name"));
  }

  static boolean isPositive(String value) {
    return POSITIVE.contains(value.strip().toLowerCase(Locale.ROOT));
  }

  static boolean isNegative(String value) {
    return NEGATIVE.contains(value.strip().toLowerCase(Locale.ROOT));
  }
}
