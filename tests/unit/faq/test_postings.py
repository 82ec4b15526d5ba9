import numpy as np
import pytest
from scipy.sparse import csr_array

from letan.faq.postings import Bm25, Postings


def test_scores_are_inner_products() -> None:
    dense = np.array([[1.0, 0.0, 2.0], [0.0, 3.0, 0.0]])
    postings = Postings(csr_array(dense))
    assert postings.scores(np.array([0, 1]), np.array([2.0, 1.0])) == pytest.approx([2.0, 3.0])


def test_no_known_term_scores_nothing() -> None:
    postings = Postings(csr_array(np.eye(2)))
    assert postings.scores(np.array([], np.int64), np.array([])) == pytest.approx([0.0, 0.0])


def test_bm25_prefers_the_text_with_the_rare_term() -> None:
    bm25 = Bm25([["giấy", "khai"], ["giấy", "cưới"], ["giấy", "nhà"]])
    scores = bm25.scores(["giấy", "cưới", "lạ"])
    assert scores.argmax() == 1
    assert bm25.scores(["lạ"]) == pytest.approx([0.0, 0.0, 0.0])
