"""The libraries' models over raw columns, as their documentation advises for such columns."""

from __future__ import annotations

from typing import Any

import lightgbm
import pandas as pd  # type: ignore[import-untyped]
from sklearn.base import BaseEstimator, ClassifierMixin  # type: ignore[import-untyped]
from sklearn.compose import make_column_transformer  # type: ignore[import-untyped]
from sklearn.ensemble import HistGradientBoostingClassifier, RandomForestClassifier  # type: ignore[import-untyped]
from sklearn.impute import SimpleImputer  # type: ignore[import-untyped]
from sklearn.linear_model import LogisticRegression  # type: ignore[import-untyped]
from sklearn.pipeline import make_pipeline  # type: ignore[import-untyped]
from sklearn.preprocessing import OneHotEncoder, OrdinalEncoder, StandardScaler, TargetEncoder  # type: ignore[import-untyped]
from spaces import Parameters

FEW = 30  # a column of more categories is encoded by its target, in scikit-learn's trees


def model(library: str, algorithm: str, given: Parameters, rows: pd.DataFrame, seed: int) -> Any:
    """A model that has seen nothing yet, for columns such as those of `rows`."""
    if library == "LightGBM":
        return NativeCategories(given, seed)
    made = {"logistic-regression": _logistic, "random-forest": _forest, "gradient-boosting": _boosting}
    return made[algorithm](given, rows, seed)


def _columns(rows: pd.DataFrame) -> tuple[list[str], list[str], list[str]]:
    """Numbers; texts of few categories; texts of many."""
    numbers = [name for name in rows if rows[name].dtype.kind == "f"]
    texts = [name for name in rows if name not in numbers]
    few = [name for name in texts if rows[name].nunique() <= FEW]
    return numbers, few, [name for name in texts if name not in few]


def _logistic(given: Parameters, rows: pd.DataFrame, seed: int) -> Any:
    numbers, few, many = _columns(rows)
    filled = make_pipeline(SimpleImputer(strategy="median", add_indicator=True), StandardScaler())
    columns = make_column_transformer((filled, numbers), (OneHotEncoder(handle_unknown="ignore"), few + many))
    return make_pipeline(columns, LogisticRegression(C=1 / given["l2"], max_iter=1000, random_state=seed))


def _coded(few: list[str], many: list[str], seed: int) -> list[tuple[Any, list[str]]]:
    codes = OrdinalEncoder(handle_unknown="use_encoded_value", unknown_value=-1)
    return [(codes, few), (TargetEncoder(target_type="binary", random_state=seed), many)]


def _forest(given: Parameters, rows: pd.DataFrame, seed: int) -> Any:
    numbers, few, many = _columns(rows)
    columns = make_column_transformer((SimpleImputer(strategy="median", add_indicator=True), numbers), *_coded(few, many, seed))
    forest = RandomForestClassifier(
        200,
        min_samples_leaf=int(given["min_leaf"]),
        max_features=min(int(given["max_features"]), rows.shape[1]) or "sqrt",
        max_depth=int(given["max_depth"]),
        random_state=seed,
    )
    return make_pipeline(columns, forest)


def _boosting(given: Parameters, rows: pd.DataFrame, seed: int) -> Any:
    numbers, few, many = _columns(rows)
    columns = make_column_transformer(*_coded(few, many, seed), ("passthrough", numbers))
    boosting = HistGradientBoostingClassifier(
        max_iter=100,
        learning_rate=given["learning_rate"],
        max_leaf_nodes=int(given["max_leaves"]),
        min_samples_leaf=int(given["min_leaf"]),
        l2_regularization=given["l2"],
        categorical_features=list(range(len(few))),
        early_stopping=False,
        random_state=seed,
    )
    return make_pipeline(columns, boosting)


class NativeCategories(ClassifierMixin, BaseEstimator):
    """LightGBM with its own handling of categories and missing numbers."""

    def __init__(self, given: Parameters, seed: int) -> None:
        self.given = given
        self.seed = seed

    def fit(self, rows: pd.DataFrame, labels: Any) -> NativeCategories:
        """Learns the categories, then the trees."""
        self.known = {name: sorted(rows[name].unique()) for name in rows if rows[name].dtype.kind != "f"}
        self.trees = lightgbm.LGBMClassifier(
            n_estimators=100,
            learning_rate=self.given["learning_rate"],
            num_leaves=int(self.given["max_leaves"]),
            min_child_samples=int(self.given["min_leaf"]),
            reg_lambda=self.given["l2"],
            random_state=self.seed,
            n_jobs=1,
            verbose=-1,
        ).fit(self._typed(rows), labels)
        return self

    def predict_proba(self, rows: pd.DataFrame) -> Any:
        """Both classes' probabilities."""
        return self.trees.predict_proba(self._typed(rows))

    def _typed(self, rows: pd.DataFrame) -> pd.DataFrame:
        return rows.assign(**{name: pd.Categorical(rows[name], texts) for name, texts in self.known.items()})
