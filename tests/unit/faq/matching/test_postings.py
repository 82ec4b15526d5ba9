import numpy as np
import pytest
from scipy.sparse import csr_array

from letan.faq.matching.postings import Inverted, bm25_of, postings_of


def test_scores_are_inner_products() -> None:
    dense = np.array([[1.0, 0.0, 2.0], [0.0, 3.0, 0.0]])
    postings = Inverted(postings_of(csr_array(dense)))
    assert postings.scores(
        np.array([0, 1], np.int32), np.array([2.0, 1.0], np.float32)
    ) == pytest.approx([2.0, 3.0])


def test_no_known_term_scores_nothing() -> None:
    postings = Inverted(postings_of(csr_array(np.eye(2))))
    assert postings.scores(np.array([], np.int32), np.array([], np.float32)) == pytest.approx(
        [0.0, 0.0]
    )


def test_bm25_prefers_the_text_with_the_rare_term() -> None:
    """Terms: giấy, khai, cưới, nhà; each text holds "giấy" and one other."""
    counts = csr_array(np.array([[1.0, 1.0, 0, 0], [1.0, 0, 1.0, 0], [1.0, 0, 0, 1.0]]))
    scores = Inverted(bm25_of(counts)).scores(np.array([0, 2], np.int32), np.ones(2, np.float32))
    assert scores.argmax() == 1
    assert scores[0] == scores[2]


def test_bm25_is_what_the_formula_says() -> None:
    counts = csr_array(np.array([[2.0, 0.0], [0.0, 1.0]]))
    weight = Inverted(bm25_of(counts, k1=1.2, b=0.4)).scores(
        np.array([0], np.int32), np.ones(1, np.float32)
    )[0]
    length_ratio = 2 / 1.5
    expected = np.log(1 + 1.5 / 1.5) * 2 * 2.2 / (2 + 1.2 * (0.6 + 0.4 * length_ratio))
    assert weight == pytest.approx(expected)
