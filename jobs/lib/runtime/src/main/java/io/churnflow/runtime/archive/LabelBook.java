package io.churnflow.runtime.archive;

import io.churnflow.contracts.monitoring.ScoredBatch;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// All outcomes, by the batch that they are about.
///
/// One without a batch is about the newest batch that scored the customer and was due when the
/// outcome came: of a month's daily batches the one that was made a horizon ago, not yesterday's.
public final class LabelBook {
  private final Map<String, String> names = new HashMap<>();
  private final Map<String, Map<String, Fate>> byBatch = new HashMap<>();
  private final Map<String, List<Label>> loose = new HashMap<>();
  private final int dueDays;
  private long unknownBatches;
  private long untaken;

  /// @param archived every batch of the archive
  /// @param dueDays days after scoring until outcomes are known
  public LabelBook(List<ScoredBatch> archived, int dueDays) {
    this.dueDays = dueDays;
    for (ScoredBatch batch : archived) {
      names.put(batch.runId(), batch.batch());
      names.put(batch.batch(), batch.batch());
    }
  }

  public void add(Label label) {
    String said = label.batch();
    if (said == null) {
      loose.computeIfAbsent(label.id(), unseen -> new ArrayList<>()).add(label);
      untaken++;
      return;
    }
    String batch = names.get(said);
    if (batch == null) {
      unknownBatches++;
      return;
    }
    byBatch
        .computeIfAbsent(batch, unseen -> new HashMap<>())
        .computeIfAbsent(label.id(), unseen -> new Fate())
        .add(label);
  }

  /// What was said of a batch's customers. Batches are to be opened from the newest on.
  public Opened open(ScoredBatch batch) {
    Map<String, Fate> fates = byBatch.computeIfAbsent(batch.batch(), unseen -> new HashMap<>());
    return new Opened(fates, Days.of(batch.scoredAt()) + dueDays);
  }

  /// Takes every outcome without a batch, where there is a batch of which neither moment nor
  /// customers are known: any of them may be about it. To be called before batches are opened.
  ///
  /// @return how many
  public long giveUpLoose() {
    long lost = untaken;
    loose.clear();
    untaken = 0;
    return lost;
  }

  /// Outcomes for batches that the archive does not have.
  public long unknownBatches() {
    return unknownBatches;
  }

  /// Those without a batch that no opened one has taken.
  public long untaken() {
    return untaken;
  }

  /// One batch's outcomes.
  public final class Opened {
    private final Map<String, Fate> fates;
    private final double dueDay;

    private Opened(Map<String, Fate> fates, double dueDay) {
      this.fates = fates;
      this.dueDay = dueDay;
    }

    /// What was said of a customer whom the batch has scored; of one without an id, nothing.
    public Fate of(@Nullable String id) {
      if (id == null) {
        return new Fate();
      }
      List<Label> waiting = loose.getOrDefault(id, List.of());
      List<Label> own = waiting.stream().filter(label -> label.day() >= dueDay).toList();
      if (!own.isEmpty()) {
        Fate fate = fates.computeIfAbsent(id, unseen -> new Fate());
        own.forEach(fate::add);
        waiting.removeAll(own);
        untaken -= own.size();
      }
      Fate fate = fates.getOrDefault(id, new Fate());
      fate.meet();
      return fate;
    }

    /// Takes every outcome that may be about the batch, where its customers cannot be told: none of
    /// them goes to an older one, whose label it would be a wrong one of.
    ///
    /// @return how many are lost by that, with those that name the batch
    public long giveUp() {
      long lost = said();
      for (List<Label> waiting : loose.values()) {
        int before = waiting.size();
        waiting.removeIf(label -> label.day() >= dueDay);
        int taken = before - waiting.size();
        untaken -= taken;
        lost += taken;
      }
      return lost;
    }

    /// All outcomes for the batch, with those without a batch that it has taken.
    public long said() {
      return fates.values().stream().mapToLong(Fate::said).sum();
    }

    /// Outcomes for the batch of ids that it has not scored, once it has been asked for all.
    public long unknownIds() {
      return fates.values().stream().filter(fate -> !fate.isMet()).mapToLong(Fate::said).sum();
    }
  }
}
