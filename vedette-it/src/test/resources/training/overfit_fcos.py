_base_ = 'overfit.py'
model = dict(
    type='FCOS',
    data_preprocessor={{_base_.preprocessor}},
    backbone={{_base_.backbone}},
    neck=dict(
        type='FPN', in_channels=[16, 32, 64, 128], out_channels=64,
        start_level=1, add_extra_convs='on_output', num_outs=4, relu_before_extra_convs=True),
    bbox_head=dict(
        type='FCOSHead', num_classes=5, in_channels=64, feat_channels=64, stacked_convs=2,
        strides=[8, 16, 32, 64],
        regress_ranges=((-1, 32), (32, 64), (64, 128), (128, 1e8)),
        center_sampling=True, norm_on_bbox=True, centerness_on_reg=True,
        norm_cfg=dict(type='GN', num_groups=8, requires_grad=True),
        loss_bbox=dict(type='GIoULoss', loss_weight=1.0)),
    test_cfg=dict(
        nms_pre=1000, min_bbox_size=0, score_thr=0.05,
        nms=dict(type='nms', iou_threshold=0.5), max_per_img=20))
