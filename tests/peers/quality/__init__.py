"""Our models beside scikit-learn's and LightGBM's: equal search budgets, the same outer and inner folds."""
