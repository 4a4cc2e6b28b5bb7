"""The same three models in scikit-learn, with the parameters of the pipeline file, on a given split."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd  # type: ignore[import-untyped]
from sklearn.compose import make_column_transformer  # type: ignore[import-untyped]
from sklearn.ensemble import HistGradientBoostingClassifier, RandomForestClassifier  # type: ignore[import-untyped]
from sklearn.impute import SimpleImputer  # type: ignore[import-untyped]
from sklearn.linear_model import LogisticRegression  # type: ignore[import-untyped]
from sklearn.metrics import roc_auc_score  # type: ignore[import-untyped]
from sklearn.pipeline import make_pipeline  # type: ignore[import-untyped]
from sklearn.preprocessing import OneHotEncoder, OrdinalEncoder, StandardScaler  # type: ignore[import-untyped]

Parameters = dict[str, Any]


def roc_auc(algorithm: str, parameters: Parameters, seed: int, training: pd.DataFrame, holdout: pd.DataFrame) -> float:
    """The hold-out's ROC-AUC of one model. Tables have the features and the column `churn`, 0 or 1."""
    features = [name for name in training if name != "churn"]
    numbers = [name for name in features if training[name].dtype.kind == "f"]
    texts = [name for name in features if name not in numbers]
    model = _model(algorithm, parameters, seed, numbers, texts)
    model.fit(training[features], training["churn"])
    return float(roc_auc_score(holdout["churn"], model.predict_proba(holdout[features])[:, 1]))


def _model(algorithm: str, parameters: Parameters, seed: int, numbers: list[str], texts: list[str]) -> Any:
    imputer = SimpleImputer(strategy="median", add_indicator=True)
    codes = OrdinalEncoder(handle_unknown="use_encoded_value", unknown_value=-1)
    if algorithm == "logistic-regression":
        linear = make_column_transformer(
            (make_pipeline(imputer, StandardScaler()), numbers), (OneHotEncoder(handle_unknown="ignore"), texts)
        )
        return make_pipeline(linear, LogisticRegression(C=1 / parameters["l2"], max_iter=parameters["max_iterations"]))
    if algorithm == "random-forest":
        forest = RandomForestClassifier(
            parameters["trees"], min_samples_leaf=parameters["min_leaf"], max_depth=parameters["max_depth"], random_state=seed
        )
        return make_pipeline(make_column_transformer((imputer, numbers), (codes, texts)), forest)
    boosting = HistGradientBoostingClassifier(
        max_iter=parameters["trees"],
        max_leaf_nodes=parameters["max_leaves"],
        learning_rate=parameters["learning_rate"],
        min_samples_leaf=parameters["min_leaf"],
        early_stopping=False,
        random_state=seed,
    )
    return make_pipeline(make_column_transformer(("passthrough", numbers), (codes, texts)), boosting)


def frame(rows: list[dict[str, str]], numbers: list[str], target: str) -> pd.DataFrame:
    """Rows of a CSV as the models take them: numbers as double, an empty cell is missing; categories as text."""
    table = pd.DataFrame(rows)
    found = {name: table[name].astype(str) for name in table if name not in (*numbers, target)}
    found |= {name: pd.to_numeric(table[name].replace("", np.nan)).astype("float64") for name in numbers}
    return pd.DataFrame(found).assign(churn=(table[target] == "Yes").astype(int).to_numpy())
