package duet.app.evaluation;

import duet.models.dataset.GreyPicture;
import duet.models.dataset.Pair;
import duet.models.evaluation.image.ErrorMap;
import duet.models.evaluation.image.HeadMask;
import duet.models.evaluation.image.Mask;
import duet.models.evaluation.image.NullModel;
import duet.models.evaluation.image.ScoreTable;
import duet.models.evaluation.image.SliceScore;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * A synthesis model and the null models over the same pairs.
 *
 * @param model how the model fares
 * @param nulls how the null models fare, in the order given
 * @param errors where the model errs, case by case
 */
public record MriRun(ScoreTable model, List<ScoreTable> nulls, Map<String, ErrorMap> errors) {
  public MriRun {
    nulls = List.copyOf(nulls);
  }

  /** Where the model errs in all cases. */
  public ErrorMap error() {
    return errors.values().stream().reduce(ErrorMap.NONE, ErrorMap::plus);
  }

  /**
   * Runs them, slice by slice.
   *
   * @param name of the model
   */
  public static MriRun of(
      List<Pair> pairs,
      String name,
      UnaryOperator<GreyPicture> model,
      List<NullModel> nulls,
      Ticker ticker)
      throws InterruptedException {
    List<SliceScore> own = new ArrayList<>();
    List<List<SliceScore>> others = new ArrayList<>();
    nulls.forEach(unused -> others.add(new ArrayList<>()));
    Map<String, ErrorMap> errors = new LinkedHashMap<>();
    for (Pair pair : pairs) {
      ticker.at(own.size(), pairs.size());
      GreyPicture ct = pair.readCt();
      GreyPicture mri = pair.readMri();
      Mask head = HeadMask.of(ct);
      GreyPicture synthetic = model.apply(ct);
      own.add(SliceScore.of(pair, mri, synthetic, head));
      errors.merge(pair.caseId(), ErrorMap.of(ct, mri, synthetic), ErrorMap::plus);
      for (int i = 0; i < nulls.size(); i++) {
        others.get(i).add(SliceScore.of(pair, mri, nulls.get(i).apply(ct), head));
      }
    }
    ticker.at(own.size(), pairs.size());
    List<ScoreTable> tables = new ArrayList<>();
    for (int i = 0; i < nulls.size(); i++) {
      tables.add(new ScoreTable(nulls.get(i).name(), others.get(i)));
    }
    return new MriRun(new ScoreTable(name, own), tables, errors);
  }
}
