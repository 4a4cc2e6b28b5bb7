package io.churnflow.jobs.generatedata;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.churnflow.runtime.Durable;
import io.churnflow.runtime.Job;
import io.churnflow.runtime.Json;
import io.churnflow.runtime.Option;
import io.churnflow.runtime.Options;
import io.churnflow.runtime.Outcome;
import io.churnflow.simulation.Scenario;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;

/// Writes a folder of months of made customers: a labelled table to begin with, a batch a month,
/// and what has become of each batch's customers, as it becomes known. Changes set in when they are
/// planned to. The same options give the same bytes.
public final class GenerateData implements Job {
  private static final int MOST_MONTHS = 99;
  private static final int MOST_ROWS = 200_000;

  private final Options options =
      Options.withoutRun(
          "generate-data", "Makes months of customers, with outcomes that come later.");
  private final Option<Path> output =
      options.required("--output", Path.class, "The folder to make; must not be there.");
  private final Option<Integer> months =
      options.option("--months", 12, "Batches, one a month; 1 to 99. Default: 12.");
  private final Option<Integer> rows =
      options.option("--rows", 4000, "Customers a batch; 1 to 200000. Default: 4000.");
  private final Option<Integer> trainingRows =
      options.option(
          "--training-rows", 6000, "Customers of the labelled table; likewise. Default: 6000.");
  private final Option<String> changes =
      options.optional(
          "--changes",
          String.class,
          "What sets in when, such as covariate-shift@5,changed-relation@9. Known: %s."
              .formatted(PlannedChanges.known()));
  private final Option<Double> late =
      options.option(
          "--late",
          0.02,
          "Share of outcomes that become known a month after the others; 0 to 0.5. Default: 0.02.");
  private final Option<Long> seed = options.option("--seed", 1L, "Seed of all chance. Default: 1.");

  public static void main(String[] args) {
    Job.main(new GenerateData(), args);
  }

  @Override
  public Options options() {
    return options;
  }

  @Override
  public Outcome call() throws IOException {
    within(months, MOST_MONTHS);
    within(rows, MOST_ROWS);
    within(trainingRows, MOST_ROWS);
    if (!(late.value() >= 0 && late.value() <= 0.5)) {
      throw late.refuse("expected a share from 0 to 0.5, found %s".formatted(late.value()));
    }
    Scenario scenario = new Scenario(seed.value(), PlannedChanges.parse(changes, months.value()));
    Path folder = output.value().toAbsolutePath().normalize();
    requireRoom(folder);
    YearFolder year =
        new YearFolder(scenario, months.value(), rows.value(), trainingRows.value(), late.value());
    try {
      Durable.createFolder(folder, year::write);
    } catch (FileAlreadyExistsException taken) {
      throw taken(folder);
    }
    ObjectNode outcome = Json.object();
    outcome.put("path", folder.toString()).put("months", months.value()).put("rows", rows.value());
    return new Outcome(outcome);
  }

  private static void within(Option<Integer> option, int most) {
    int value = option.value();
    if (value < 1 || value > most) {
      throw option.refuse("expected a whole number from 1 to %d, found %d".formatted(most, value));
    }
  }

  private void requireRoom(Path folder) {
    if (Files.exists(folder)) {
      throw taken(folder);
    }
    Path parent = folder.getParent();
    if (parent == null || !Files.isDirectory(parent)) {
      throw output.refuse("expected a folder that holds it, found none: %s".formatted(parent));
    }
  }

  private RuntimeException taken(Path folder) {
    return output.refuse("expected nothing there yet, found %s".formatted(folder));
  }
}
